# ---
# unit: U2
# module: 1_key_accounts
# items: [U2.01, U2.02, U2.03, U2.04, U2.04a, U2.04b, U2.04c, U2.04d, U2.05]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U2 · Who are our strategic key accounts, and how do we grade them?
#
# **After this unit you can**
#
# - say why accounts are graded by lifetime profit and not by sales
# - build a tier pyramid from an account list, and defend its borders
# - match contact, people, offer and price to each of the four tiers

# %% [markdown] to="lesson" lang="zh"
# # U2 · 谁是我们的战略大客户，怎样划分等级？
#
# **学完本单元，您能够**
#
# - 说清为什么按全生命周期利润而不是按销售额分级
# - 用一份客户清单搭出客户等级金字塔，并说得清等级线为什么这样划
# - 为四个层级分别配好联系方式、人员、方案和价格

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "Who is your most important account?" Everybody writes down one name and keeps the paper.
# - The paper comes back at the discussion, when sales and lifetime profit have parted company.
# - **Say:** 45 minutes of lesson and discussion, then three exercises with the trainee's own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “您最重要的客户是谁？”请每人写下一个名字，把纸条留好。
# - 课堂讨论时再拿出纸条，那时大家已经看到，销售额和全生命周期利润并不是一回事。
# - **讲：** 讲解和讨论 45 分钟，然后是三道练习，每人的数据各不相同；综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ The account list of Tarvane Drives / 塔凡传动的客户清单
from IPython.display import display
from kamlib import cases, lifetime, plots, tiers
from kamlib.text import Text
from kamlib.widgets import live
from kamlib.widgets.show import say, table

accounts = cases.account_table().set_index("account")
name = "name_en" if lang == "en" else "name_zh"

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## The story: applause for the wrong account
#
# Tarvane Drives makes drives and gear units. The company and every figure of it are invented.
# At the year-end meeting the sales director praises the salesperson of Galzimmet Knitting Machines: "One of our five largest!"
# The controller sits in the last row and says nothing.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：掌声给错了客户
#
# 塔凡传动生产传动装置和减速机。这家公司及其所有数据均为虚构。
# 年终大会上，销售总监表扬了迦兹默针织机械的业务员：“这可是我们最大的五家客户之一！”
# 财务总监坐在最后一排，一言不发。

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.** Stop after the last sentence.
# - **Ask:** "What does the controller know?" Usual answers: it pays late; it complains all the time; the discount was too high.
# - Take every answer without judging and go on: the table will say which it is.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。** 讲完最后一句停一下。
# - **问：** “财务总监知道些什么？”常见回答：回款慢，投诉多，折扣给多了。
# - 先不评判，照单全收，接着往下：答案在下一屏的表里。

# %% to="lesson" screen="2 min"
# ▶ The five largest buyers / 采购量最大的五家客户
largest = accounts.nlargest(5, "sales_per_year")
headings = {name: ("Account", "客户"), "sales_per_year": ("Sales a year", "年销售额"),
            "contribution_per_year": ("Contribution", "边际贡献"), "service_cost_per_year": ("Cost to serve", "服务成本")}
money = dict.fromkeys(["sales_per_year", "contribution_per_year", "service_cost_per_year"], "short_money")
table(largest, lang, columns=headings, formats=money)

# %% to="lesson"
# ▶ What one of them leaves us / 其中一个客户给我们留下什么
knitting = accounts.loc["A035"]
left = knitting.contribution_per_year - knitting.service_cost_per_year
say(lang, en="Galzimmet buys for {sales:short_money} a year. The cost to serve it eats it all: **{left:short_money}** a year, a loss.",
    zh="迦兹默每年采购 {sales:short_money}，服务成本却把边际贡献全部吃掉：算下来每年 **{left:short_money}**，反而亏钱。",
    sales=knitting.sales_per_year, left=left)

# %% [markdown] to="notes" lang="en"
# - **Point at** the last two columns of Galzimmet: it is the only row where the cost to serve is larger than the contribution.
# - Compare it with Ulmsathe in the next row: less sales, and CNY 2.86 million a year is left.
# - **Ask:** "What is in the cost to serve?" Usual: visits and freight. Add small urgent orders, engineering hours, complaints, late payment.
# - **Bridge:** the sales list did not show it; so we need another measure.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 指迦兹默的后两列，五家里只有它的服务成本高于边际贡献。
# - 和下一行的乌萨瑟比：销售额更少，每年却净贡献 286万元。
# - **问：** “服务成本里有什么？”常见回答是拜访和运费；请补上急单小单、技术工时、投诉处理和拖欠货款。
# - **过渡：** 按销售额排名看不出这一点，所以要换一把尺子。

# %% [markdown] to="lesson" lang="en" covers="U2.01" screen="2 min"
# ## Why grade at all? Value management by lifetime profit
#
# People, visits and concessions are scarce, and every one that goes to the wrong account is missing at the right one.
# Grading puts effort where it comes back.
# The measure is **customer lifetime profit (CLP)**: what an account leaves us over all the years it stays, in money of today.
# Three things make it: what is left each year, how surely the account stays, and how much later money is worth less.

# %% [markdown] to="lesson" lang="zh"
# ## 为什么要分级？基于全生命周期利润的客户价值管理
#
# 人手、拜访和让步都有限，在不该投的客户身上用掉一份，该投的客户就少一份。
# 分级，就是把力气花在能收回来的地方。
# 衡量的尺度是**客户全生命周期利润 (CLP)**：一个客户在合作的所有年份里给我们留下的利润，折成今天的钱。
# 它由三件事决定：每年净贡献多少，客户留下来的把握有多大，以后的钱折现后值多少。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "By what does your company grade today?" Usual: sales, sales again, and who shouts loudest.
# - "Sales" is answered by the last screen; "potential" comes later in this unit; "relationship" is no measure, but retention is.
# - **Say** the three things on three fingers; they are the three inputs of the formula on the next screen.

# %% [markdown] to="notes" lang="zh"
# - **问：** “贵公司现在按什么分级？”常见回答：销售额，还是销售额，或者谁嗓门大听谁的。
# - 说“销售额”，上一屏已经回答；说“潜力”，本单元后面会讲；说“关系”，关系本身不好量，保留率可以量。
# - **讲：** 掰着三根手指说这三件事，下一屏公式要用的就是它们。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### What the CLP is made of
#
# The course document names the CLP model; the formula used here is that of Berger and Nasr (1998).
#
# - contribution a year, as long as the account stays (retention rate r)
# - minus the cost to serve it a year
# - all discounted to today (discount rate d)

# %% [markdown] to="lesson" lang="zh"
# ### CLP 由什么构成
#
# 课程文件只提到 CLP 模型的名称，本课程采用 Berger 与 Nasr（1998）的公式。
#
# - 客户留存期间（保留率 r）每年的边际贡献
# - 减去每年的服务成本
# - 全部折现到今天（折现率 d）

# %% to="lesson"
# ▶ Lifetime profit of all 120 accounts / 120 家客户的全生命周期利润
accounts["clp"] = lifetime.lifetime_profit(
    accounts.contribution_per_year, accounts.service_cost_per_year, accounts.retention_per_year,
    0.10, 10, first_margin="now", cost_timing="middle")
say(lang, en="Over ten years, at a discount rate of 10%, all 120 accounts together: **{total:short_money}**. Accounts that cost more than they bring: **{losing:whole}**.",
    zh="按十年、折现率 10% 计算，120 家客户合计：**{total:short_money}**。入不敷出的客户：**{losing:whole}** 家。",
    total=lifetime.customer_equity(accounts.clp), losing=(accounts.clp < 0).sum())

# %% [markdown] to="notes" lang="en"
# - **Say:** no formula to learn by heart; three figures an account, and the workbook does the sum.
# - "Where do I get them?" Contribution and cost to serve from controlling; retention from the order history; the discount rate from finance.
# - "Why ten years?" Later years add little; what matters is the same number of years for all accounts.
# - **Point at** the number of loss-makers: four of 120. Galzimmet is one of the two worst: a CLP of minus CNY 4.97 million.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 公式不用背；每个客户三个数，计算交给练习册。
# - “数从哪来？”边际贡献和服务成本找财务，保留率看历史订单，折现率由财务给。
# - “为什么是十年？”再往后的年份影响很小；要紧的是所有客户都用同样的年数。
# - **看数：** 亏损的客户，120 家里只有四家；其中亏得最多的两家里就有迦兹默，CLP 为负 497万元。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Two conventions, two figures
#
# Two conventions are in use, and they give different figures: does the first margin come at once or after a year?
# Say which one you use, and use the same one for all accounts.

# %% [markdown] to="lesson" lang="zh"
# ### 两种约定，两个结果
#
# 实务中有两种约定，结果并不相同：第一笔边际贡献是现在就算，还是一年以后才算？
# 请说明用的是哪一种，并且对所有客户用同一种。

# %% to="lesson"
# ▶ The same account, two conventions / 同一个客户，两种约定
say(lang, en="Contribution {c:money} and cost to serve {s:money} a year, retention 91%, discount rate 10%, ten years:",
    zh="每年边际贡献 {c:money}，服务成本 {s:money}，保留率 91%，折现率 10%，十年：", c=535_000, s=80_000)
for first in ("now", "end"):
    clp = lifetime.lifetime_profit(535_000, 80_000, 0.91, 0.10, 10, first_margin=first, cost_timing="middle")
    say(lang, en="First margin {when}: **{clp:money}**", zh="第一笔边际贡献{when}：**{clp:money}**", clp=clp,
        when={"en": {"now": "at once", "end": "after a year"}, "zh": {"now": "现在就算", "end": "一年以后才算"}}[lang][first])

# %% [markdown] to="notes" lang="en"
# - **Ask:** "By how much do the two differ, and what is that?" It is CNY 535,000: exactly one year's contribution.
# - **Say:** neither is wrong. Wrong is to compare our account by one with your account by the other.
# - Do not stay here with a class that has no finance people in it; the sentence "the same for all" is enough.

# %% [markdown] to="notes" lang="zh"
# - **问：** “两个结果差多少，差的是什么？”差 535,000 元，正好是一年的边际贡献。
# - **讲：** 哪种都没错；错的是我的客户用一种、您的客户用另一种，再放在一起比。
# - 如果学员里没有做财务的，就不必多停，记住“口径统一”就够了。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### A short form for the calculator
#
# There is a short form for a calculator, without a last year and with the first margin after a year:
# CLP = (contribution − cost to serve) × **r ÷ (1 + d − r)**. The exercises use it; the factor is called the margin multiple.

# %% [markdown] to="lesson" lang="zh"
# ### 手算用的简式
#
# 手算有一个简式：不设最后一年，第一笔边际贡献在一年以后：
# CLP =（边际贡献 − 服务成本）× **r ÷ (1 + d − r)**。练习中用的就是它，这个系数叫毛利倍数。

# %% to="lesson"
# ▶ The same account by the short form / 同一个客户，用简式计算
multiple = lifetime.margin_multiple(0.91, 0.10, first_margin="end")
say(lang, en="{left:money} × 0.91 ÷ (1 + 0.10 − 0.91) = **{clp:money}**: no end year, first margin after a year. The margin multiple is about {multiple:number}.",
    zh="{left:money} × 0.91 ÷ (1 + 0.10 − 0.91) = **{clp:money}**：不设最后一年，第一笔边际贡献在一年以后。毛利倍数约为 {multiple:number}。",
    left=535_000 - 80_000, multiple=multiple, clp=(535_000 - 80_000) * multiple)

# %% [markdown] to="notes" lang="en"
# - **Let them calculate:** 0.91 ÷ 0.19 on the telephone. Everybody should see about 4.79; Exercise 1 needs it.
# - **Ask:** "Retention falls from 91% to 80%: what happens to the CLP?" Usual: "about 11% less". It falls by 44%: the multiple is only 2.67.
# - **Say:** that is why keeping an account pays more than most discounts do.
# - The usual slip: 1 ÷ (1 + d − r). The retention rate stands above the line, too.

# %% [markdown] to="notes" lang="zh"
# - **请大家动手：** 用手机算 0.91 ÷ 0.19，应得 4.79 左右；练习 1 要用。
# - **问：** “保留率从 91% 降到 80%，CLP 会怎样？”常见回答是“少 11% 左右”；实际少 44%，毛利倍数只剩 2.67。
# - **讲：** 所以留住客户，往往比多给折扣更划算。
# - 常见错误：写成 1 ÷ (1 + d − r)。分子上也有保留率。

# %% to="lesson" screen="1.5 min"
# ▶ How few accounts bring how much / 少数客户带来多少
positive = accounts.clp.clip(lower=0)  # losses count as zero
finding = Text(en="The largest 20% of the accounts bring {share:percent0} of all positive lifetime profit",
               zh="最大的 20% 客户带来全部正的全生命周期利润的 {share:percent0}")
largest_fifth = {"share": tiers.concentration_ratio(positive, len(positive) // 5)}
display(plots.lorenz(positive, lang, finding.fill(lang, largest_fifth)))
say(lang, en="Gini index **{g:number}**; the five largest bring **{cr:percent0}** of all positive lifetime profit (losses counted as zero).",
    zh="基尼系数 **{g:number}**；最大的五家客户带来全部正的全生命周期利润的 **{cr:percent0}**（亏损按零计）。",
    g=tiers.gini(positive), cr=tiers.concentration_ratio(positive, 5))

# %% [markdown] to="notes" lang="en"
# - **Ask first, finger on the curve:** "What would it look like if all accounts were alike?" The straight line.
# - **Say:** 24 of the 120 accounts bring 76%, five of them 42%. The further the curve hangs down, the more a pyramid pays.
# - "Is that not just 80/20?" Nearly, but by profit; the names at the top are not those of the sales list.

# %% [markdown] to="notes" lang="zh"
# - **先指曲线问：** “如果所有客户都一样，图会是什么样？”就是那条直线。
# - **讲：** 120 家里的 24 家带来 76%，前五家就占 42%。曲线垂得越低，越值得做金字塔。
# - “这不就是 80/20 吗？”差不多，但这里按利润算，排在前面的名字和销售额排名不一样。

# %% [markdown] to="lesson" lang="en" covers="U2.03,U2.04,U2.04a,U2.04b,U2.04c,U2.04d" screen="2 min"
# ## The model: from lifetime profit to four levels
#
# The document names four levels of customer and says no more about them; the descriptions are ours.
#
# - **Strategic**: our future depends on it; boards know each other
# - **Value**: leaves much and could leave more
# - **Standard**: solid business at a normal price
# - **Transactional**: buys by price, order by order

# %% [markdown] to="lesson" lang="zh"
# ## 模型：从全生命周期利润到四个层级
#
# 课程文件列出四个层级的名称，没有展开说明，以下描述由本课程编写。
#
# - **战略型**：关系到我们的未来，双方高层彼此熟悉
# - **价值型**：利润高，还有提升空间
# - **标准型**：稳定的业务，正常的价格
# - **交易型**：看价格下单，一单一议

# %% [markdown] to="notes" lang="en"
# - **Ask:** one own account for each level, called out by four different people. Write the names beside the four words.
# - The usual trouble: everybody has a strategic account and nobody a transactional one.
# - **Say:** transactional is no insult. It is the account that wants a good product, fast, and no lunch.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请四位学员各举一个自己的客户，每个层级一个，把客户名写在四个层级旁边。
# - 常见现象：人人都有战略型客户，谁都没有交易型客户。
# - **讲：** 交易型不是贬义：这类客户要的是好产品、快交货，不需要陪吃饭。

# %% to="lesson" screen="1.5 min"
# ▶ The pyramid of Tarvane Drives / 塔凡传动的金字塔
floors = {"strategic": 6_000_000, "value": 2_000_000, "standard": 500_000}
accounts["tier"] = tiers.tiers_by_threshold(accounts.clp, floors)
summary = tiers.tier_summary(accounts.clp, accounts.tier)
plots.pyramid(summary, lang)

# %% [markdown] to="notes" lang="en"
# - **Read it from the top:** 12 strategic accounts, 17 value, 45 standard, 46 transactional.
# - **Ask:** "What share of the lifetime profit does the top tier bring?" Let them guess; it is 64%.
# - The lowest tier is slightly below zero in all: four loss-makers eat what 42 small accounts leave.
# - **Bridge:** the floors are 6 million, 2 million and 0.5 million. Who says so? We do; let us move them.

# %% [markdown] to="notes" lang="zh"
# - **从塔尖往下读：** 战略型 12 家，价值型 17 家，标准型 45 家，交易型 46 家。
# - **问：** “塔尖带来多少全生命周期利润？”先请大家猜，答案是 64%。
# - 最下面一层合计略低于零：四家亏损客户，吃掉了 42 家小客户留下的利润。
# - **过渡：** 门槛是 600万元、200万元、50万元。谁定的？我们自己定的，现在就来动一动。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: where would you draw the lines?
#
# Move a floor and watch the pyramid.
# A pyramid that is wide at the top is no pyramid: who has forty strategic accounts has none.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：线该画在哪里？
#
# 移动门槛，看看金字塔怎么变。
# 塔尖太宽就不是金字塔了：有四十家战略型客户，等于一家也没有。

# %% to="lesson"
# ▶ The live pyramid / 可调的金字塔
live.pyramid(accounts.clp, floors, lang)

# %% [markdown] to="notes" lang="en"
# - **Move** the strategic floor from 6 million down to 5 million: nothing happens. No account lies there; a good line is drawn in a gap.
# - **Move** it on to 4 million: 17 strategic accounts above 12 value accounts, and the sentence below says that it is no pyramid any more.
# - **Ask:** "What did the sales team gain by the lower floor?" Five more titles; the share of the top went from 64% to 72%, the team did not grow.
# - Let somebody from the room name a floor and defend it in one sentence.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把战略型门槛从 600万元拉到 500万元，什么也没变：这一段没有客户。好的等级线要画在空档里。
# - **操作：** 继续拉到 400万元：战略型 17 家，下面价值型只有 12 家，下方的文字会提示这已经不是金字塔。
# - **问：** “门槛降低，销售团队得到了什么？”多了五个头衔；塔尖占比从 64% 升到 72%，人手却没有增加。
# - 请一位学员报一个门槛，用一句话说明理由。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Other ways to grade, and when to use them
#
# - **By cumulative share**: the accounts that bring the first half of all CLP are strategic, and so on; good when nobody agrees on limits in money
# - **By two axes**: value today against potential; good when much of the value lies ahead
# - **By a weighted scorecard**: good when fit, references or payment conduct must count, too

# %% [markdown] to="lesson" lang="zh"
# ### 其他分级方法及适用场合
#
# - **按累计占比**：带来前一半 CLP 的客户为战略型，依此类推；适合对金额门槛争执不下的时候
# - **按两个维度**：当前价值与潜在价值；适合价值主要在将来的情况
# - **按加权评分卡**：适合还要考虑战略契合度、示范作用或付款信用的情况

# %% to="lesson"
# ▶ The same accounts, graded by cumulative share / 同样的客户，按累计占比分级
by_share = tiers.tiers_by_cumulative_share(accounts.clp, {"strategic": 0.50, "value": 0.80, "standard": 0.95})
changed = (by_share != accounts.tier).sum()
say(lang, en="**{n:whole}** of 120 accounts land in another tier when the method changes.",
    zh="换一种方法，120 家客户中有 **{n:whole}** 家的等级会变。", n=changed)

# %% [markdown] to="notes" lang="en"
# - **Say:** of the 8 that move, 4 lose the strategic tier; 112 stay. A sound grade does not hang on the method.
# - **Ask:** "Which way suits a firm whose best accounts are still small?" Two axes; that is the next screen.
# - "Which is the right one?" The one that you apply to everybody and can explain in a minute.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 变动的 8 家里有 4 家掉出战略型，另外 112 家不变。等级定得扎实，就不会因换方法而变。
# - **问：** “好客户大多还小的公司，适合哪种方法？”两个维度，下一屏就是。
# - “哪种才对？”对所有人一视同仁、一分钟能讲明白的那一种。

# %% to="lesson" screen="2 min"
# ▶ Value today against potential / 当前价值与潜在价值
current = accounts.contribution_per_year - accounts.service_cost_per_year
potential = accounts.potential_wallet_per_year - accounts.sales_per_year
cuts = {"current_cut": 1_000_000, "potential_cut": 5_000_000}
tier = tiers.tiers_by_two_axes(current, potential, **cuts)
plots.two_axis_map(current, potential, tier, lang, names=list(accounts[name]), **cuts)

# %% [markdown] to="notes" lang="en"
# - **Name the axes first:** what the account leaves today, and what it buys elsewhere that we could supply.
# - **Point at** high potential with little value today: 16 accounts. Here an hour of visiting buys most.
# - **Galzimmet** lies there, too, the upper one of the two points furthest to the left: much potential, below zero today. Potential is a promise, the loss is a fact.
# - **Ask:** "Which of the 16 would you visit first?" Accept an answer only with a reason that a competitor could not give.

# %% [markdown] to="notes" lang="zh"
# - **先说两个轴：** 一个是现在每年净贡献多少，一个是客户在别处采购、而我们能供的有多少。
# - **看图：** 潜力高、目前价值低的有 16 家，在这里花一小时拜访最值。
# - **迦兹默**也在其中，就是最左边两个点里靠上的那个：潜力很大，目前却是负的。潜力是愿景，亏损是事实。
# - **问：** “这 16 家您先拜访谁？”理由要具体，竞争对手也能说的理由不算。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### How firm is a grade?
#
# A scorecard answers every question with a number, so ask it one more: how little must a weight move before the tier changes?
# Where a few points are enough, the tier is a judgement and should be defended as one.

# %% [markdown] to="lesson" lang="zh"
# ### 等级稳不稳？
#
# 评分卡对什么问题都给出一个数字，所以要再追问一句：权重动多少，等级就会变？
# 如果动几个百分点就变，那么这个等级只是一种判断，要拿出理由来支撑。

# %% to="lesson"
# ▶ One account near a border / 一个临界客户
weights = {"clp": 0.40, "growth": 0.25, "fit": 0.20, "payment": 0.15}
marks = {"clp": 80, "growth": 30, "fit": 90, "payment": 85}
flip = tiers.flip_point(marks, weights, "growth", {"strategic": 75, "value": 55, "standard": 35})
say(lang, en="Lifetime profit {clp} × 40%, growth {growth} × 25%, fit {fit} × 20%, payment conduct {payment} × 15%: "
    "a score of **{s:number}**, a value account. With a weight of growth below **{w:percent1}** it would be a strategic one.",
    zh="全生命周期利润 {clp} × 40%，成长性 {growth} × 25%，战略契合度 {fit} × 20%，付款信用 {payment} × 15%："
    "得分 **{s:number}**，属于价值型。成长性权重低于 **{w:percent1}**，它就成了战略型。", **marks,
    s=flip.score, w=flip.nearest.weight)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Why does it climb when growth counts less?" Because growth is its one weak mark, 30; the others give and take in proportion.
# - **Say:** 75 points make a strategic account here; it has 70.25. Whoever sets the weights sets the tier.
# - A story they all know: the weights are agreed after the favourite has been chosen.
# - **Bridge:** Exercise 2 is this question for three accounts.

# %% [markdown] to="notes" lang="zh"
# - **问：** “成长性权重降低，等级反而升高，为什么？”因为它只有成长性这一项弱，30 分；其他权重按比例补上。
# - **讲：** 这里 75 分为战略型，它得 70.25 分。谁定权重，谁就定了等级。
# - 大家都见过的事：先看中了客户，再来商量权重。
# - **过渡：** 练习 2 就是对三个客户问这个问题。

# %% [markdown] to="lesson" lang="en" covers="U2.02" screen="1.5 min"
# ## Case: Huawei's tier pyramid
#
# The document names this case and tells nothing of it; the pyramid of this unit is a teaching model of ours and no picture of Huawei's.
# What can be cited: in its annual reports of 2017 and 2019 Huawei describes itself as organised by customer groups and puts customers at the centre.
# Published accounts of its grading are second-hand and contradict each other, so this course draws the idea only: few accounts at the top, each with its own team.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：华为的客户等级金字塔
#
# 课程文件只提到这个案例的名称，没有内容；本单元的金字塔是本课程的教学模型，并不是华为的图。
# 可以引用的事实：华为在 2017 年和 2019 年年报中说明其按客户群组织业务，并以客户为中心。
# 关于其分级方法的公开说法多为转述且互有出入，因此本课程只取其思路：塔尖客户很少，各有专属团队。

# %% [markdown] to="notes" lang="en"
# - Somebody will know "how Huawei really does it". Thank them, ask for the source, and leave it at that: we teach what can be cited.
# - **Say** the idea in one sentence: few accounts at the top, and each of them has a team, not a salesperson.
# - **Ask:** "How many accounts could your company give a team of three?" That number is the width of your top tier.

# %% [markdown] to="notes" lang="zh"
# - 常有学员说知道“华为到底怎么做”。请先致谢，再问出处，点到为止：我们只讲有据可查的内容。
# - **讲：** 一句话概括思路：塔尖客户很少，每家配一个团队，而不是一个业务员。
# - **问：** “贵公司能给几家客户各配一个三人团队？”这个数就是塔尖的宽度。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ### The limit beside it
#
# Treating accounts differently is lawful as long as the reasons are commercial: volume, cost, contract.
# Gifts and favours for people at the top account are not "grade benefits"; they fall under the law against commercial bribery and your own company's rules.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限
#
# 区别对待客户是合法的，只要理由是商业性的：采购量、成本、合同。
# 给塔尖客户的个人送礼、给好处，不是“等级待遇”，要受反商业贿赂法律和贵公司规定的约束。

# %% [markdown] to="notes" lang="en"
# - **Say** it plainly and without a joke: better terms go to a company and into a contract, never to a person.
# - If a case from the room comes up, do not judge it in public; name the compliance office as the place to ask.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 认真讲，不开玩笑：更好的条件给公司、写进合同，绝不给个人。
# - 学员提到自己遇到的事，不要当众评判，请他去问本公司的合规部门。

# %% [markdown] to="lesson" lang="en" covers="U2.05" screen="2 min"
# ## The approach that goes with each level
#
# What the document names without describing it, the course fills in: four questions for each tier.
#
# | | Strategic | Value | Standard | Transactional |
# |---|---|---|---|---|
# | Contact | weekly, joint review each quarter | monthly visit | visit each quarter | when they order |
# | Owner | account team with a sponsor | key-account manager | area salesperson | inside sales, dealer |
# | Offer | joint development | tailored package | catalogue with options | standard only |
# | Price | value-based frame | within a corridor | volume scale | list price |

# %% [markdown] to="lesson" lang="zh"
# ## 各层级的关系发展思路
#
# 课程文件只给出名称、没有展开的部分，由本课程补充：对每个层级回答四个问题。
#
# | | 战略型 | 价值型 | 标准型 | 交易型 |
# |---|---|---|---|---|
# | 联系 | 每周联系，每季度联合复盘 | 每月拜访 | 每季度拜访 | 下单时接洽 |
# | 负责人 | 专属团队，另有一位对口高管 | 大客户经理 | 区域销售 | 销售内勤或经销商 |
# | 方案 | 联合开发 | 定制组合 | 目录产品可选配 | 只供标准品 |
# | 价格 | 基于价值的框架价 | 价格走廊之内 | 批量折扣表 | 目录价 |

# %% [markdown] to="notes" lang="en"
# - **Read one column downwards**, not the rows: a tier is a package.
# - **Ask:** "Which line is hardest in your company?" Usual: price. Everybody gets the discount, so nobody is graded.
# - "A transactional account will feel slighted." It gets fast delivery without mistakes, at the list price; most prefer that to a visit.
# - **Bridge:** the dearest thing in the table is people's time; the next screen shares it out.

# %% [markdown] to="notes" lang="zh"
# - **竖着读一列，** 不要横着读：一个等级就是一整套做法。
# - **问：** “哪一行在贵公司最难做到？”常见回答是价格：人人都有折扣，等于没有分级。
# - “交易型客户会觉得受冷落。”给它的是按目录价、不出错的快速交货，多数客户觉得这比拜访更好。
# - **过渡：** 表里最贵的是人的时间，下一屏就来分配。

# %% to="lesson" screen="1.5 min"
# ▶ 6,000 service hours, shared out by tier / 6,000 个服务工时按等级分配
weights = {"strategic": 8, "value": 4, "standard": 2, "transactional": 1}
accounts["hours"] = tiers.hours_by_tier(accounts.tier, 6000, weights)
per_tier = accounts.groupby("tier", observed=True).hours.agg(["count", "sum", "max"]).loc[list(tiers.TIERS)]
say(lang, en="6,000 service hours a year, an account of each tier weighing {strategic} : {value} : {standard} : {transactional}:",
    zh="每年 6,000 个服务工时，各等级每家客户的权重为 {strategic} : {value} : {standard} : {transactional}：", **weights)
table(per_tier, lang, index=True, columns={"index": ("Tier", "等级"), "count": ("Accounts", "客户数"),
      "sum": ("Hours", "工时"), "max": ("Hours an account, at most", "每家最多工时")},
      formats={"index": "tier", "count": "whole", "sum": "whole", "max": "whole"})

# %% [markdown] to="notes" lang="en"
# - **Point at** the first and the last row: 160 hours for a strategic account, 20 for a transactional one.
# - **Say:** the 12 accounts at the top take 1,920 of 6,000 hours, 32%, and bring 64% of the lifetime profit. Too much? Rather too little.
# - **Ask:** "Where do your hours really go?" Usual: to whoever called last.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 指第一行和最后一行：战略型每家 160 小时，交易型每家 20 小时。
# - **讲：** 塔尖 12 家用掉 6,000 小时里的 1,920 小时，占 32%，带来 64% 的全生命周期利润。多吗？其实还偏少。
# - **问：** “你们的工时实际花在哪里？”常见回答：谁刚打来电话就给谁。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ### A grade is not for ever
#
# The chart shows the tiers of two years as the sales office filed them, by sales.

# %% [markdown] to="lesson" lang="zh"
# ### 等级不是一劳永逸
#
# 图中是销售部按销售额登记的两个年度的客户等级。

# %% to="lesson"
# ▶ From last year's tiers to this year's / 从去年的等级到今年的等级
history = cases.tier_history().pivot(index="account", columns="year", values="tier")
before, after = history.dropna()[2025], history.dropna()[2026]
plots.migration_heatmap(tiers.migration_matrix(before, after), lang)

# %% [markdown] to="notes" lang="en"
# - **Read one row aloud:** of the strategic accounts of last year 80% stayed and 20% became value accounts.
# - **Say:** the diagonal is who stayed. Of 108 accounts 96 did; 8 moved up, 4 moved down, nobody by two tiers.
# - **The punch line:** in this list Galzimmet has been strategic in 2024, 2025 and 2026, because it was filed by sales.

# %% [markdown] to="notes" lang="zh"
# - **读一行给大家听：** 去年的战略型客户，80% 留在原级，20% 变成价值型。
# - **讲：** 对角线是等级不变的客户：108 家里有 96 家；8 家上升，4 家下降，没有一家跨两级。
# - **点睛：** 在这份登记里，迦兹默 2024、2025、2026 年都是战略型，因为是按销售额登记的。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ### Review once a year, one rule for everybody
#
# Do it better: review the pyramid once a year by lifetime profit, with one rule for everybody.
# Who moved, and why? An account that falls two tiers in a year is a story somebody should be able to tell.

# %% [markdown] to="lesson" lang="zh"
# ### 每年复审一次，规则人人一样
#
# 更好的做法：每年按全生命周期利润、用同一套规则复审一次金字塔。
# 谁的等级变了，为什么变？一年之内连降两级的客户，背后必有故事，应当有人讲得清楚。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who in your company decides that an account moves down?" Usual: nobody, so nobody does.
# - **Say:** a date in the calendar, one rule, and a reason in one sentence for each account that moved.

# %% [markdown] to="notes" lang="zh"
# - **问：** “贵公司谁来决定客户降级？”常见回答：没人管，所以从不降级。
# - **讲：** 日历上定一个日子，一套规则，每个变动的客户写一句理由。

# %% [markdown] to="lesson" lang="en" screen="7 min"
# ### For discussion
#
# Galzimmet is among the five largest buyers and has a negative lifetime profit.
# Nobody wants to lose the sales. What do you do on Monday?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 迦兹默是最大的五家客户之一，全生命周期利润却是负的。
# 谁也不想丢掉这笔销售额。星期一上班，您先做什么？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "Raise the price": it would take 9.1% to break even; ask what the rival would do with that
# - "Drop it": ask what of its cost would really go away, and what the people freed would do instead
# - "Serve it less": ask what happens to the orders when an urgent one comes late
# - "Show it what its way of ordering costs": the one that works; 28% less cost to serve is enough. Ask who would show it, to whom, with which figures
#
# Then take out the papers from the beginning: who would write down another name now? It is also the bridge to U7.

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “涨价”：要涨 9.1% 才能打平；追问竞争对手会怎样利用
# - “放弃这个客户”：追问哪些成本真的会消失，腾出来的人手去做什么
# - “少服务”：追问急单误了交期，后面的订单会怎样
# - “让客户看到它的下单方式造成多少成本”：这才可行，服务成本降 28% 就能打平。追问由谁、对谁、拿哪些数字去讲
#
# 最后请大家拿出开场写的纸条：现在谁想换一个名字？这里也正好引出 U7。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You said why accounts are graded by lifetime profit: sales hide what serving costs
# - You built a tier pyramid, tried four ways of grading and asked how firm a grade is
# - You matched contact, people, offer and price to each tier, and shared out the hours

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您说清了为什么按全生命周期利润分级：销售额掩盖了服务成本
# - 您搭出了金字塔，试过四种分级方法，并检验了等级是否稳固
# - 您为各层级配好了联系方式、人员、方案和价格，并分配了工时

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for one bullet each, in their own words, with an account of their own.
# - **Bridge:** everybody opens the exercises of U2 now and types the id that they will use every time.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各讲一条，用自己的话、举自己的客户。
# - **过渡：** 请大家打开 U2 练习，输入学员编号；以后每次都用同一个编号。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u2_tiers.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u2_tiers.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U2 exercises · Build and defend the pyramid
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U2 练习 · 搭建金字塔，讲清定级依据
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U2", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import lifetime, tiers, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units import u2_tiers
from kamlib.widgets.show import prove, say, table

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed an id and seen a greeting? An id with a slip in it is corrected now, not at the hand-in.
# - **Say:** each of you has figures of your own, so compare the way, not the result. The screen shows the demo figures; nothing typed here is kept.
# - **Say:** three hints on each card; ask for one before you ask me. The minutes on the cards are for one person alone; in pairs you need less.
# - **For you:** the forward key scrolls through a long card before it turns the page; the jump list (g) takes you to the solution at once.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了编号、看到了欢迎语吗？编号输错现在就改，不要等到交作业时。
# - **讲：** 每人的数据都不一样，所以比方法，不比结果。屏幕上是演示数据，在这里填写的内容不会保存。
# - **讲：** 每张卡片有三条提示，先看提示再来问我。卡片上的时间是一个人做的时间，两人一起做会快一些。
# - **给您的提示：** 卡片较长时，前进键先往下滚动，再翻页；按 g 打开画面列表，可以直接跳到参考解答。

# %% [markdown] to="exercise" lang="en" screen="14 min"
# ## Exercise 1 · Build the pyramid
#
# Work out the two missing figures, then put every account where it belongs.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 搭建金字塔
#
# 先算出两个待求的数字，再把每个客户放到该放的位置。

# %% to="exercise"
# ▶ Exercise 1: build the pyramid / 练习 1：搭建金字塔
desk.card("U2.X1")

# %% [markdown] to="notes" lang="en"
# - **Show on the screen:** drag one account into the pyramid, then move it by keyboard; press Check and read the feedback aloud.
# - **Walk round.** Who starts to place accounts at once has skipped the two figures marked ?; send them back to the multiple.
# - **Money as people write it** is understood: 3.3m, 330万, 3,307,500.
# - Stop after 14 minutes, finished or not; what is open can be finished in the evening.

# %% [markdown] to="notes" lang="zh"
# - **先在屏幕上示范：** 把一个客户拖进金字塔，再用键盘移动一次；点“检查”，把反馈读给大家听。
# - **巡场。** 一上来就放客户的学员，多半跳过了标着 ? 的两个数，请他们先算毛利倍数。
# - **金额按平时的写法就行：** 3.3m、330万、3,307,500 都能识别。
# - 14 分钟到点就停，没做完的晚上接着做。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 1 · Build the pyramid

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 搭建金字塔

# %% to="solution"
# ▶ The two missing lifetime profits / 两个待求的全生命周期利润
data = units.exercise("U2.X1").sheet(0).data
list_of = pd.DataFrame(data["accounts"]).set_index("id")
net = list_of.contribution - list_of.cost
multiple = lifetime.margin_multiple(list_of.retention, data["discount"], first_margin="end")
list_of["clp"] = list_of.clp.where(list_of.asked.isna(), net * multiple)
for account in list_of.index[list_of.asked.notna()]:
    say(lang, en="{name}: {net:money} a year × {multiple:number} = **{clp:money}**",
        zh="{name}：每年净贡献 {net:money} × {multiple:number} = **{clp:money}**", name=list_of.name[account][lang],
        net=net[account], multiple=multiple[account], clp=list_of.clp[account])

# %% to="solution"
# ▶ Tiers by the floors: the seven largest buyers / 按门槛分级：采购量最大的七家
list_of["tier"] = tiers.tiers_by_threshold(list_of.clp, data["floors"])
seven = list_of.nlargest(7, "sales").assign(name=lambda buyer: [names[lang] for names in buyer.name])
headings = {"name": ("Account", "客户"), "sales": ("Sales", "销售额"), "clp": ("CLP", "CLP"), "tier": ("Tier", "等级")}
table(seven, lang, columns=headings, formats={"sales": "short_money", "clp": "short_money", "tier": "tier"})

# %% [markdown] to="notes" lang="en"
# - **Step 1, the figures.** Most common slip: the whole contribution is multiplied. "Take the cost to serve off first: only what is left is profit." For Elyvanth that slip gives 5.32 million instead of 3.31 million.
# - Second: one year only, 1.89 million; that makes a value account look like a standard one.
# - **Step 2, the seven largest buyers.** Most common slip: placed by sales. "Four of these seven are standard or transactional." Arusathe buys for 22.7 million and is transactional.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，算数。** 最常见的错：直接用边际贡献乘倍数。一句话：“先减服务成本，剩下的才是利润。”埃梵思这样会算成 532万元，正确是 331万元。
# - 其次是只算一年，得 189万元，价值型就被看成了标准型。
# - **第 2 步，采购量最大的七家。** 最常见的错：按销售额来放。一句话：“这七家里，有四家是标准型或交易型。”阿萨瑟采购 2270万元，却是交易型。

# %% to="solution" screen="1 min"
# ▶ The share of the top, and the marks / 塔尖占比与得分
top = tiers.tier_summary(list_of.clp, list_of.tier).lifetime_profit_share["strategic"]
say(lang, en="The strategic tier brings **{top:percent1}** of all lifetime profit.", zh="所有客户的全生命周期利润中，战略型带来 **{top:percent1}**。", top=top)
asked = list_of.dropna(subset="asked").set_index("asked").clp
answers = {"clp_a": str(asked.clp_a), "clp_b": str(asked.clp_b),
           "tiers": list_of.tier.to_dict(), "top_share": f"{top:.4%}"}
result = prove("U2.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The share:** 64.8% of the lifetime profit; who has 12.5% counted accounts, who has 40.1% counted sales.
# - **Ask:** "What would the list of the sales office have cost us?" Four of our best teams with accounts that leave little or nothing.

# %% [markdown] to="notes" lang="zh"
# - **占比：** 占全生命周期利润的 64.8%；答成 12.5%，是按客户数算的；答成 40.1%，是按销售额算的。
# - **问：** “照销售部的名单配人，会怎样？”四个最好的团队，会配给几乎不赚钱的客户。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 2 · Defend the border cases
#
# Try it on the scoreboard first: move the weight of growth and watch the scores.
# The other weights keep their proportions.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 临界客户的定级依据
#
# 先在评分卡上试一试：移动成长性的权重，观察得分变化。
# 其他权重按原比例调整。

# %% to="exercise"
# ▶ The scoreboard / 评分卡
from kamlib.widgets import live

desk.beside("U2.X2", live.scoreboard)

# %% [markdown] to="notes" lang="en"
# - **Ask before you touch it:** "Which of the three will change its tier first?" Usual: the one with the lowest score.
# - **Move** the weight slowly down from 30: at 25 Brykarsk turns strategic, below 21 Lumharrow turns value, Sylwickel only below 5.
# - **Say:** the slider finds the place; the card wants it to the point, so the next screen asks for the sum.

# %% [markdown] to="notes" lang="zh"
# - **动之前先问：** “三家里谁最先变等级？”常见回答：得分最低的那家。
# - **操作：** 把权重从 30 慢慢往下拉：到 25，卜喀斯变成战略型；低于 21，鲁哈若变成价值型；希维珂要低于 5 才变。
# - **讲：** 滑块能找到大致位置；卡片要准确的数，下一屏就来算。

# %% to="exercise" screen="11 min"
# ▶ Exercise 2: defend the border cases / 练习 2：临界客户的定级依据
desk.card("U2.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** in pairs; one moves the slider, the other writes the sum. Then change places for the second account.
# - **Help those who are stuck** with the second hint: average of the other three by their weights, call it R; score = R + w × (G − R).
# - Who is done early answers: "What would you tell the account manager whose tier flips?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 两人一组，一人拨滑块，一人列式；做下一个客户时交换。
# - **卡住的学员** 请看第二条提示：其他三项按权重求平均，记作 R，得分 = R + w ×（G − R）。
# - 先做完的请想一想：“某个客户的等级会变，您怎么跟负责它的客户经理说？”

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 2 · Defend the border cases

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 临界客户的定级依据

# %% to="solution"
# ▶ Scores and tiers / 得分与等级
data = units.exercise("U2.X2").sheet(0).data
points = pd.DataFrame({account["id"]: account["points"] for account in data["accounts"]}).T
weights = {criterion: weight / 100 for criterion, weight in data["weights"].items()}
scored = pd.DataFrame({"score": tiers.scorecard(points, weights).score})
scored["name"] = [account["name"][lang] for account in data["accounts"]]
scored["tier"] = tiers.tiers_by_score(scored.score, u2_tiers.SCORE_FLOORS)
headings = {"name": ("Account", "客户"), "score": ("Score", "得分"), "tier": ("Tier", "等级")}
table(scored, lang, columns=headings, formats={"score": "number", "tier": "tier"})

# %% to="solution"
# ▶ Where the tier flips / 等级在哪里改变
flips = {id: tiers.flip_point(points.loc[id], weights, "growth", u2_tiers.SCORE_FLOORS).nearest for id in points.index}
for id, flip in flips.items():
    say(lang, en="{name}: at a weight of growth of **{w:percent1}**, a move of {change:percent1}",
        zh="{name}：成长性权重为 **{w:percent1}** 时，变动 {change:percent1}", name=scored.name[id], w=flip.weight, change=flip.change)

# %% to="solution"
# ▶ The weakest ground, and the marks / 最不稳固的等级与得分
fragile = min(flips, key=lambda id: abs(flips[id].change))
say(lang, en="The smallest move decides: **{name}**.", zh="变动最小的就是最不稳固的：**{name}**。", name=scored.name[fragile])
answers = {"scores": {f"{id}/score": str(scored.score[id]) for id in points.index},
           "tiers": scored.tier.to_dict(), "fragile": fragile,
           "flips": {f"{id}/weight": str(flip.weight * 100) for id, flip in flips.items()}}
result = prove("U2.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1, the scores.** The slip: a plain average, which gives Brykarsk 75 and makes it strategic. "Multiply by the weight first, then add: 72.25."
# - **Step 2, the flip.** Most common slip: the other weights are left as they are; that gives 39.2 for Brykarsk. "All four must still make 100." The right one is 25.4.
# - Also common: the distance, 4.6, instead of the place. "Where does the slider stand, not how far did it go?"
# - **Step 3, the weakest.** Not the lowest score, but the smallest move. Such a tier is decided openly, on other grounds, and the reason is written down.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，得分。** 常见错误是简单平均，卜喀斯得 75，成了战略型。一句话：“先乘权重再相加：72.25。”
# - **第 2 步，翻转点。** 最常见的错：其他权重不动，卜喀斯就算成 39.2。一句话：“四项加起来还得是 100。”正确是 25.4。
# - 另一种错：答成变动幅度 4.6。一句话：“问的是滑块停在哪，不是走了多远。”
# - **第 3 步，谁最不稳。** 不看谁得分最低，看谁变动最小。这样的等级要公开讨论、另找依据，并写明理由。

# %% [markdown] to="exercise" lang="en" screen="6 min"
# ## Exercise 3 · Match the approach
#
# One account of each tier: choose how each is to be looked after.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 匹配关系发展思路
#
# 每个层级各有一个客户：请分别选择合适的做法。

# %% to="exercise"
# ▶ Exercise 3: match the approach / 练习 3：匹配关系发展思路
desk.card("U2.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** first write the tier beside each name, by its CLP; only then open the lists.
# - **Listen for** "but it buys for 23.9 million!" That is the whole exercise in one sentence; let the neighbours answer.
# - Six minutes are enough; it is quick for whoever has the tiers.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先按 CLP 在每个名字旁写上等级，再打开选项。
# - **留意**有人说“可是它一年采购 2390万元呢！”整道题就在这句话里，请旁边的学员来回答。
# - 6 分钟够了，等级写对了就很快。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 3 · Match the approach

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 匹配关系发展思路

# %% to="solution"
# ▶ The tier decides every aspect / 等级决定每一方面的做法
data = units.exercise("U2.X3").sheet(0).data
four = pd.DataFrame(data["accounts"]).set_index("id")
four["name"], four["tier"] = [names[lang] for names in four.name], tiers.tiers_by_threshold(four.clp, data["floors"])
headings = {"name": ("Account", "客户"), "sales": ("Sales", "销售额"), "clp": ("CLP", "CLP"), "tier": ("Tier", "等级")}
table(four, lang, columns=headings, formats={"sales": "short_money", "clp": "short_money", "tier": "tier"})

# %% to="solution"
# ▶ The marks / 得分
result = prove("U2.X3", dict.fromkeys(["rhythm", "owner", "offer", "price"], four.tier.to_dict()), lang)

# %% [markdown] to="notes" lang="en"
# - **Point at** the last two columns of the table, then at the sales: the two largest buyers are standard and transactional.
# - The slip: an approach by sales. "Ask of every offer: would the lifetime profit of this account pay for it?"
# - **Say:** transactional is not bad treatment. Quick, faultless standard service, and a price that leaves something over.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 先看最后两列，再看销售额：采购量最大的两家，一家标准型，一家交易型。
# - 常见错误：按销售额选做法。一句话：“每种做法都问一句：这个客户的全生命周期利润负担得起吗？”
# - **讲：** 交易型不等于怠慢：快速、不出错的标准服务，价格上留有利润。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · A new year, a new pyramid
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 新的一年，新的金字塔
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U2.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** ten accounts a year later; the pyramid, who stayed, the concentration, the hours, three next steps and a note.
# - Planned as work after class: 30 minutes alone. Say until when and how the file is handed in.
# - If you let them work on it here, add the 30 minutes to your plan; the card gives no feedback, that is on purpose.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 一年后的十家客户，要搭金字塔、算等级不变的比例和集中度、分配工时，再为三家客户定下一步，写一段说明。
# - 按课后作业安排，一个人约 30 分钟。说清截止时间和提交方式。
# - 若在课堂上做，请另加 30 分钟；卡片不给反馈，这是有意为之。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution of the wrap-up case · A new year, a new pyramid

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 新的一年，新的金字塔

# %% to="solution"
# ▶ Pyramid, moves, concentration / 金字塔、变动与集中度
data = units.exercise("U2.W").sheet(0).data
ten = pd.DataFrame(data["accounts"]).set_index("id")
ten["tier"] = tiers.tiers_by_threshold(ten.clp, data["floors"])
stayed = (ten.tier == ten.tier_last_year).mean()
top_two = tiers.concentration_ratio(ten.clp, 2)
say(lang, en="Kept their tier: **{stayed:percent0}**. The two largest bring **{top_two:percent1}** of the lifetime profit.",
    zh="等级不变：**{stayed:percent0}**。最大的两家带来 **{top_two:percent1}** 的全生命周期利润。", stayed=stayed, top_two=top_two)

# %% to="solution"
# ▶ Hours by largest remainder / 最大余数法分配工时
ten["hours"] = tiers.hours_by_tier(ten.tier, data["hours"], u2_tiers.HOUR_WEIGHTS)
ten["name"] = [names[lang] for names in ten.name]
columns = {"name": ("Account", "客户"), "tier_last_year": ("Last year", "去年"), "tier": ("This year", "今年"), "hours": ("Hours", "工时")}
table(ten, lang, columns=columns, formats={"tier_last_year": "tier", "tier": "tier", "hours": "whole"})

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **Step 1.** The slip: 40% is who moved; asked is who stayed, 60%. And 28.5% is the concentration of sales, not of lifetime profit.
# - **Step 2.** 450 hours ÷ 36 weights = 12.5; a transactional account gets 12 or 13. "Round down, then the largest remainder; where equal, in list order."

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **第 1 步。** 常见错误：40% 是变动的比例，问的是不变的比例，60%。28.5% 是销售额的集中度，不是全生命周期利润的。
# - **第 2 步。** 450 小时 ÷ 权重合计 36 = 12.5；交易型每家 12 或 13 小时。一句话：“先向下取整，再按余数从大到小补；相同就按清单顺序。”

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **Falling**: find out why with the sponsor, agree on a plan, look again after a quarter
# - **Costly**: show it what its way of ordering costs, change the terms
# - **Rising**: a key-account manager now

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **下滑的**：和对口高管一起查明原因，商定计划，一个季度后复盘
# - **成本高的**：让客户看到它的下单方式造成多少成本，调整条款
# - **上升的**：现在就配大客户经理

# %% to="solution"
# ▶ The marks / 得分
key = load_keys(workbook.keys()).find("U2.W", 0, "next_step")
answers = {"tiers": ten.tier.to_dict(), "stayed": f"{stayed:.2%}", "top_two": f"{top_two:.4%}",
           "hours": {f"{id}/hours": str(share) for id, share in ten.hours.items()},
           "next_step": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Lifetime profit, service and review: see the rubric / 利润、服务、复核：见评分标准。" * 4}
result = prove("U2.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** demote the falling one at once and drop the costly one. The rule decides the tier; what is said and done next month is up to you.
# - "Wait until its sales are large enough" for the rising one: by then a rival sits there.
# - **The note** is marked by hand: figures for the demotion, what changes and what does not, a date for the review, and a tone that the account could read.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 下滑的马上降级，成本高的干脆停供。等级由规则定，下个月说什么、做什么由您定。
# - 对上升的客户说“等销售额足够大再说”：到那时位置早被对手占了。
# - **那段说明** 人工评分：降级有数据，说清哪些变、哪些不变，写明复核日期，措辞让客户看到也无妨。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Your own accounts
#
# Load your own account list (Excel or CSV): it is tiered, drawn and saved as an Excel form that you take home.
# The file stays on this computer.

# %% [markdown] to="exercise" lang="zh"
# ## 您自己的客户
#
# 载入您自己的客户清单（Excel 或 CSV）：系统会分级、画图，并生成可以带走的 Excel 表单。
# 文件只保留在本机。

# %% to="exercise"
# ▶ Load your own list / 载入您自己的清单
from kamlib.forms.card import own_accounts
from kamlib.widgets.upload import Upload

Upload(own_accounts, lang)

# %% [markdown] to="notes" lang="en"
# - **Say:** ten accounts are enough for a start; estimate the cost to serve rather than leave it out.
# - Nobody loads a real list on the projector. Each at their own place; the file does not leave the computer.
# - **The last question:** "Is the name on your paper at the top of your own pyramid?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先做十家客户就够；服务成本可以估算，但不要空着。
# - 不要在投影上载入真实清单。各自在座位上做，文件不会离开本机。
# - **最后一问：** “开场纸条上的那个名字，在您自己的金字塔塔尖吗？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 3, tier and effort, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 3 步“等级与投入”，那里的客户就是您贯穿各单元的客户。
