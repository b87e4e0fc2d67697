# ---
# unit: U1
# module: 1_key_accounts
# items: [U1.01, U1.02, U1.03, U1.04, U1.05, U1.06, U1.07, U1.08, U1.08a, U1.08b, U1.08c, U1.08d, U1.09, U1.09a, U1.09b, U1.09c, U1.09d]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U1 · What is a customer relationship, and what is it worth?
#
# **After this unit you can**
#
# - say what customer relationship management is, and why software is only a third of it
# - work out what an account is worth over all the years it stays, and which lever moves that most
# - tell the stage of a relationship from what the account does, and choose the next step

# %% [markdown] to="lesson" lang="zh"
# # U1 · 什么是客户关系，它值多少钱？
#
# **学完本单元，您能够**
#
# - 说清什么是客户关系管理，为什么软件只占三分之一
# - 算出一个客户在全部合作年份里值多少钱，并找出影响最大的因素
# - 根据客户的实际做法判断关系处在哪个阶段，并选定下一步

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "What is your best account worth?" Everybody writes down one figure in CNY and keeps the paper.
# - Do not explain what you mean by worth. Most will write last year's sales; the paper comes back at the discussion.
# - **Say:** 45 minutes of lesson and discussion, then three exercises, each with your own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “您最好的客户值多少钱？”请每人写下一个金额，把纸条留好。
# - 不要解释“值”是什么意思。多数人会写去年的销售额，课堂讨论时再拿出来。
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
import pandas as pd

from kamlib import cases, growth, lifetime, plots, stages
from kamlib.units.u1_lifetime import STAGE_NAMES
from kamlib.widgets import live_lifetime
from kamlib.widgets.show import cited, say, table

accounts = cases.account_table().set_index("account")
name = "name_en" if lang == "en" else "name_zh"

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## The story: one chair, two accounts
#
# Tarvane Drives makes drives and gear units. The company and every figure of it are invented.
# The key-account team has one chair free: it can look after one more account.
# Two salespeople want it, one for Tovpirrow Machine Tools and one for Rynfando Warehouse Technology.
# "Mine leaves more money", says the first. "Mine stays", says the second.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：一个名额，两个客户
#
# 塔凡传动生产传动装置和减速机。这家公司及其所有数据均为虚构。
# 大客户团队空出一个名额，可以再多服务一家客户。
# 两位业务员都想争取，一位推荐托皮若机床，一位推荐莱凡朵仓储设备。
# 第一位说：“我的客户赚得多。”第二位说：“我的客户留得住。”

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.** Then let the room vote by hands: who gets the chair?
# - Write the two numbers of votes on the board. Nobody has seen a figure yet; that is on purpose.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。** 然后请大家举手表决：名额给谁？
# - 把两边的票数写在白板上。这时还没有人看过数据，这是有意安排的。

# %% to="lesson" screen="2 min"
# ▶ The two accounts, last year / 两家客户的上年数据
two = accounts.loc[["A006", "A043"]].copy()
two["left"] = two.contribution_per_year - two.service_cost_per_year
headings = {name: ("Account", "客户"), "sales_per_year": ("Sales a year", "年销售额"),
            "contribution_per_year": ("Contribution", "边际贡献"), "service_cost_per_year": ("Cost to serve", "服务成本"),
            "left": ("Left", "净贡献"), "retention_per_year": ("Retention", "保留率")}
amounts = list(headings)[1:5]
table(two.round(dict.fromkeys(amounts, -4)), lang, columns=headings,
      formats=dict.fromkeys(amounts, "short_money") | {"retention_per_year": "percent"})

# %% to="lesson"
# ▶ What one year says / 只看一年
say(lang, en="Tovpirrow leaves **{more:short_money}** more in a year. But of ten accounts like it about two are lost every year; of ten like Rynfando not even one.",
    zh="托皮若一年的净贡献多 **{more:short_money}**。但像它这样的客户，十家里每年大约流失两家；像莱凡朵那样的，十家里流失不到一家。",
    more=round(two.left["A006"] - two.left["A043"], -3))

# %% [markdown] to="notes" lang="en"
# - **Point at** the column "Left" first, then at retention. Vote again and write the new numbers beside the old ones.
# - **Ask:** "Where does a retention of 82% come from?" From the order history of accounts like it; it is an estimate of the sales office.
# - **Bridge:** before we settle the quarrel, two questions: what is a customer relationship, and what do we mean by worth?

# %% [markdown] to="notes" lang="zh"
# - **看表：** 先看“净贡献”一列，再看保留率。请大家再表决一次，把新票数写在旧票数旁边。
# - **问：** “82% 的保留率从哪来？”来自同类客户的历史订单，是销售部的估计。
# - **过渡：** 在分出高下之前先回答两个问题：什么是客户关系？什么叫“值”？

# %% [markdown] to="lesson" lang="en" covers="U1.01" screen="2 min"
# ## What customer relationship management is: Gartner's definition
#
# The course document names this definition and does not quote it.
# What can be cited stands below; the short form of it: *a strategy first, software last*.

# %% [markdown] to="lesson" lang="zh"
# ## 什么是客户关系管理：Gartner 的定义
#
# 课程文件只提到这个定义的名称，没有引用原文。
# 可以引用的内容见下表，概括起来就是：*战略在先，软件在后*。

# %% to="lesson"
# ▶ What Gartner says, with sources / Gartner 的说法及出处
cited(lang, "gartner.strategy", "gartner.behaviour")

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who has CRM in their company?" Hands go up. "Who means the software?" Usually the same hands.
# - **Say:** revenue, profit and satisfaction stand together in the definition. Whoever measures sales alone does a third of it.

# %% [markdown] to="notes" lang="zh"
# - **问：** “哪些公司有 CRM？”很多人举手。“您指的是软件吗？”通常还是这些人。
# - **讲：** 定义里收入、利润和满意度是放在一起的。只考核销售额，等于只做了三分之一。

# %% [markdown] to="lesson" lang="en" covers="U1.02" screen="2 min"
# ### Strategy, thinking, system: how the three relate
#
# The document names the three; how they relate is told in our own words.
#
# | | CRM as strategy | CRM thinking | CRM system |
# |---|---|---|---|
# | It is | what the company decides | how people see and treat a customer | what stores, counts and reminds |
# | Who can change it | top management | each person, by example | the computer department |
# | Without it | effort goes to whoever shouts | the strategy is paper | all depends on memory |

# %% [markdown] to="lesson" lang="zh"
# ### 战略、思想、系统：三者的关系
#
# 课程文件列出了这三者，它们的关系由本课程说明。
#
# | | CRM 战略 | 客户关系管理思想 | 客户关系管理系统 |
# |---|---|---|---|
# | 是什么 | 公司的决定 | 人怎样看待和对待客户 | 记录、计算、提醒的工具 |
# | 谁能改变 | 公司高层 | 每个人，靠以身作则 | 信息部门 |
# | 缺了它 | 谁嗓门大就给谁 | 战略成了一张纸 | 全凭记性 |

# %% [markdown] to="notes" lang="en"
# - **Read one column downwards**, then ask: "Which of the three is strongest in your company, and which is missing?"
# - Usual: the system is there, the strategy is in a drawer, the thinking depends on the person.
# - "Which comes first?" Decide, win the people, then buy. In this order the software finds something worth storing. Exercise 3 sorts ten statements.

# %% [markdown] to="notes" lang="zh"
# - **竖着读一列，** 再问：“这三样，贵公司哪样最强，哪样缺？”
# - 常见回答：系统有了，战略在抽屉里，思想因人而异。
# - “先做哪个？”先决策，再统一思想，然后才买软件，这样软件里才有值得记录的东西。练习 3 要给十句话归类。

# %% [markdown] to="lesson" lang="en" covers="U1.03" screen="2 min"
# ## Customer-asset theory: a key account is an important asset
#
# A machine tool costs money once, brings money for years and needs maintenance; when nobody looks after it, it fails.
# A key account is just like that, only that it stands in no balance sheet.
# The sum of what all accounts are worth is called **customer equity**.

# %% [markdown] to="lesson" lang="zh"
# ## 客户资产理论：大客户是一项重要资产
#
# 一台机床先花一笔钱，以后多年带来收益，还要保养；没人管，它就会出故障。
# 大客户也是这样，只是没有列在资产负债表上。
# 所有客户的价值之和，叫作**客户权益**。

# %% to="lesson"
# ▶ Customer equity of Tarvane Drives / 塔凡传动的客户权益
inputs = accounts[["contribution_per_year", "service_cost_per_year", "retention_per_year"]]
course = {"first_margin": "now", "cost_timing": "middle"}
accounts["clp"] = lifetime.lifetime_profit(*(inputs[column] for column in inputs), 0.10, 10, **course)
say(lang, en="It once cost **{spent:short_money}** to win the 120 accounts. Over ten years, at 10% a year, they are worth **{equity:short_money}** today; the ten best alone {best:percent0} of that.",
    zh="赢得这 120 家客户，当初共花了 **{spent:short_money}**。按十年、年折现率 10% 计算，它们今天值 **{equity:short_money}**，其中最好的十家就占 {best:percent0}。",
    spent=accounts.acquisition_cost.sum(), equity=lifetime.customer_equity(accounts.clp),
    best=accounts.clp.nlargest(10).sum() / accounts.clp.sum())

# %% [markdown] to="notes" lang="en"
# - **Ask:** "What is the dearest machine in your plant, and who may switch off its maintenance?" Then: "And who may cut the visits to your best account?"
# - **Say:** CNY 11.6 million were spent once, 278 million is what it is worth. The money spent is a sunk cost: it says nothing about what to do next.
# - "Can one sell it?" Not the account, but a company is bought for it.

# %% [markdown] to="notes" lang="zh"
# - **问：** “厂里最贵的机器是哪台，谁有权停掉它的保养？”再问：“谁有权砍掉对最好客户的拜访？”
# - **讲：** 当初花了 1160万元，现在值 2.78亿元。花掉的是沉没成本，不能用来决定下一步做什么。
# - “客户能卖吗？”客户不能卖，但别人收购一家公司，往往就是冲着它的客户。

# %% [markdown] to="lesson" lang="en" covers="U1.04" screen="2 min"
# ## Customer-market theory: every key account is a market
#
# "Our customer Rynfando" is a way of speaking. There are departments there, each with its own needs, budget and favourite supplier.
# Whoever sees one customer counts orders; whoever sees a market counts what could be ordered.

# %% [markdown] to="lesson" lang="zh"
# ## 客户市场理论：每个大客户都是一个市场
#
# “我们的客户莱凡朵”只是一种说法。里面有好几个部门，各有各的需求、预算和中意的供应商。
# 只看到一个客户，数的是订单；看到一个市场，数的是还能拿到多少订单。

# %% to="lesson"
# ▶ Rynfando as a market / 把莱凡朵当作一个市场
spend = cases.wallets().query("account == 'A043'").set_index("family").spend_per_year
lines = cases.orders().merge(cases.products()[["product", "family"]], on="product")
lines = lines[(lines.account == "A043") & (lines.order_date >= "2025-07-01")]
market = pd.DataFrame({"spend": spend, "ours": lines.groupby("family").invoice_amount.sum()}).fillna(0.0)
market["share"] = growth.share_of_wallet(market.ours, market.spend)
market["family"] = [cases.label("family", family) for family in market.index]
headings = {"family": ("Product family, the largest four", "产品类别（前四）"), "spend": ("They spend a year", "年采购额"), "ours": ("With us", "向我方采购"), "share": ("Our share", "我方份额")}
table(market.nlargest(4, "spend"), lang, columns=headings, formats={"spend": "short_money", "ours": "short_money", "share": "percent0"})
say(lang, en="A market of **{all:short_money}** a year; our share of wallet is **{share:percent0}**.",
    zh="这是一个每年 **{all:short_money}**的市场，我方钱包份额为 **{share:percent0}**。", all=market.spend.sum(), share=market.ours.sum() / market.spend.sum())

# %% [markdown] to="notes" lang="en"
# - **Point at** the planetary gearboxes: the largest part of the market, and we have a fifth of it.
# - **Ask:** "Which department buys what you do not sell there?" Who cannot name it has a customer, not a market.
# - "Where do the figures come from?" Asked, counted and estimated; a rough figure beats none. U6 works with it.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 行星齿轮箱是最大的一块，我们只占五分之一。
# - **问：** “您没卖进去的东西，是那边哪个部门在买？”说不出来，说明您只有一个客户，没有一个市场。
# - “这些数从哪来？”问来的、数来的、估出来的；有个大概，胜过没有。U6 会用到。

# %% to="lesson" screen="1 min"
# ▶ The same market by department / 同一个市场，按部门看
parts = pd.DataFrame({"production": (0.62, 0.70, 0.55), "projects": (0.33, 0.25, 0.35), "service": (0.05, 0.05, 0.10)}).T
sold = pd.DataFrame({"production": (0.95, 0.80, 0.70), "projects": (0.05, 0.15, 0.10), "service": (0.00, 0.05, 0.20)}).T
parts.columns = sold.columns = families = ["planetary", "servo", "frequency"]
drives = market.loc[families]
departments = growth.account_market(parts * drives.spend, sold * drives.ours).by_department
names = {"production": ("Series production", "批量生产"), "projects": ("Customer projects", "客户项目"), "service": ("After-sales service", "售后服务")}
departments["department"] = [names[name][lang == "zh"] for name in departments.index]
headings = {"department": ("Department, drives only", "部门（仅传动产品）"), "spend_per_year": ("They spend a year", "年采购额"), "our_sales_per_year": ("With us", "向我方采购"), "share": ("Our share", "我方份额")}
table(departments, lang, columns=headings, formats={"spend_per_year": "short_money", "our_sales_per_year": "short_money", "share": "percent0"})

# %% [markdown] to="notes" lang="en"
# - **Size of an account** = the spend of all departments in all categories. The split by department is our salesperson's estimate.
# - **Ask:** "Where would you go next?" To the projects: 30% of the money, and we have an eighth of it. The buyer of series production will not send you there.

# %% [markdown] to="notes" lang="zh"
# - **客户规模** = 各部门、各类产品采购额之和。按部门的拆分是我方业务员估的。
# - **问：** “下一步该去找谁？”去找做项目的：钱占 30%，我们只拿到其中的八分之一。管批量采购的人不会主动带您去。

# %% [markdown] to="lesson" lang="en" covers="U1.07" screen="2.5 min"
# ## The CLP model: customer lifetime profit
#
# The document names the model; the formula is that of Berger and Nasr (1998), and how it is told is ours.
#
# - **Contribution** a year: the first one now, the next ones as long as the account stays (retention rate r)
# - minus the **cost to serve**, in every year that the account is there
# - all of it in money of today (**discount rate** d)
#
# What it once cost to win the account counts only while we decide whether to win it.

# %% [markdown] to="lesson" lang="zh"
# ## CLP 模型：客户全生命周期利润
#
# 课程文件只提到模型的名称；公式采用 Berger 与 Nasr（1998）的，讲法由本课程编写。
#
# - 每年的**边际贡献**：第一笔现在到手，以后各笔要看客户是否还在（保留率 r）
# - 减去**服务成本**：只要客户还在，每年都要花
# - 全部折成今天的钱（**折现率** d）
#
# 获客成本只在决定要不要争取这个客户时才计入。

# %% to="lesson"
# ▶ The two accounts over ten years / 两家客户的十年价值
shown = inputs.loc[two.index].round(dict.fromkeys(amounts[1:3], -4))  # round, as in the table above and on the sliders below
worth = lifetime.lifetime_profit(*(shown[column] for column in shown), 0.10, 10, **course)
for account in two.index:
    say(lang, en="{name}: {left:short_money} a year, retention {r:percent}: CLP **{clp:short_money}**",
        zh="{name}：每年净贡献 {left:short_money}，保留率 {r:percent}：CLP **{clp:short_money}**", name=two[name][account],
        left=round(two.left[account], -4), r=two.retention_per_year[account], clp=worth[account])

# %% [markdown] to="notes" lang="en"
# - **Vote a third time** before you show the two lines, then show them: Rynfando 11.0 million, Tovpirrow 9.32 million.
# - **Say:** it leaves less every year and is worth more. U2 grades by the same figures, to the yuan; here they are round, as in the table and on the sliders.
# - Nobody needs the formula by heart; three figures an account, and the sum is done by the workbook or the Excel sheet.

# %% [markdown] to="notes" lang="zh"
# - **先请大家第三次表决，** 再看这两行：莱凡朵 1100万元，托皮若 932万元。
# - **讲：** 每年净贡献少，反而更值钱。U2 分级用的也是这些数，只是精确到元；这里与前面的表和后面的滑块一样取整。
# - 公式不用背：每个客户三个数，计算交给练习册或 Excel 表。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: the CLP curve
#
# Move one slider at a time. The bars are what each year adds, the line is the sum so far.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：CLP 曲线
#
# 每次只移动一个滑块。柱子是每一年增加的价值，折线是累计值。

# %% to="lesson"
# ▶ The live CLP curve of Tovpirrow / 托皮若的 CLP 曲线
live_lifetime.clp(lang, contribution=2_780_000, cost=330_000, retention=0.82, discount=0.10, years=10)

# %% [markdown] to="notes" lang="en"
# - **Move** the retention rate from 82% to 92%: the CLP goes from 9.3 million to 13 million, and nobody has bought more.
# - **Move** it back and raise the years from 10 to 15: hardly anything. With a retention of 82% few are left by then.
# - **Move** the discount rate to 20%: the late bars shrink, the first one does not.
# - **Ask:** "At which retention does it reach Rynfando's 11 million?" At about 87%; the next but one screen draws it.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把保留率从 82% 拉到 92%：CLP 从 930万元升到 1300万元，而客户并没有多买。
# - **操作：** 拉回来，把年数从 10 改成 15：几乎不变。保留率 82%，到那时已没剩多少客户。
# - **操作：** 把折现率调到 20%：后面的柱子变矮，第一根不变。
# - **问：** “保留率到多少，它才赶上莱凡朵的 1100万元？”大约 87%，再过一屏的图上就能看到。

# %% to="lesson" screen="2 min"
# ▶ Who is ahead, and from when on? / 谁领先，从什么时候开始？
rows = {account: lifetime.lifetime_profit_table(*shown.loc[account], 0.10, 10, **course) for account in two.index}
plots.running_profits({two[name][account]: rows[account] for account in rows}, lang)

# %% [markdown] to="notes" lang="en"
# - **Cover the right half with your hand:** until year 3 Tovpirrow is ahead. Most bonus plans look no further than year 1.
# - **Ask:** "Who of you is paid by what happens after year 4?" Usually nobody; leave that in the room.

# %% [markdown] to="notes" lang="zh"
# - **用手遮住右半边：** 到第 3 年为止，托皮若一直领先。多数奖金方案只看第 1 年。
# - **问：** “在座各位，谁的收入和第 4 年以后的结果挂钩？”通常没有，让大家自己体会。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ### What a point of retention is worth
#
# An account with the retention rate r is expected to stay 1 ÷ (1 − r) years.
# That is why the same point is worth more where retention is already high.

# %% [markdown] to="lesson" lang="zh"
# ### 一个百分点的保留率值多少
#
# 保留率为 r 的客户，预期关系年限是 1 ÷ (1 − r) 年。
# 所以保留率越高，同样一个百分点越值钱。

# %% to="lesson"
# ▶ Expected years, and one more point / 预期关系年限与再提高一个百分点
stay = lifetime.expected_lifetime_years(two.retention_per_year)
step = lifetime.retention_leverage(two.retention_per_year, 0.10, first_margin="end")
say(lang, en="Expected to stay: Tovpirrow **{a:one}** years, Rynfando **{b:one}**. In the short form r ÷ (1 + d − r) one more point adds {p:percent1} to the value of Tovpirrow and {q:percent1} to that of Rynfando.",
    zh="预期关系年限：托皮若 **{a:one}** 年，莱凡朵 **{b:one}** 年。按简式 r ÷ (1 + d − r)，再提高一个百分点，托皮若的价值增加 {p:percent1}，莱凡朵增加 {q:percent1}。",
    a=stay["A006"], b=stay["A043"], p=step["A006"], q=step["A043"])

# %% [markdown] to="notes" lang="en"
# - **Let them calculate:** 1 ÷ 0.18 and 1 ÷ 0.08. Ten points of retention more than double the years.
# - **Say:** the percentages are per point of retention, so they may be compared.

# %% [markdown] to="notes" lang="zh"
# - **请大家动手：** 1 ÷ 0.18 和 1 ÷ 0.08。保留率高十个百分点，年限多出一倍还不止。
# - **讲：** 这里的百分比都是按保留率每提高一个百分点算的，所以可以互相比较。

# %% to="lesson" screen="1.5 min"
# ▶ Lifetime profit and retention of Tovpirrow / 托皮若的保留率与全生命周期利润
plots.retention_curve(*shown.loc["A006"], 0.10, 10, lang, compare=worth["A043"])

# %% [markdown] to="notes" lang="en"
# - **Finger on the diamond:** at about 87% Tovpirrow would be worth as much as Rynfando is.
# - **Ask:** "What would you do to bring it from 82% to 87%, and what may that cost a year?" Collect; the next screen gives the measure.
# - "Is retention not given?" It is what people there decide about us; U4 and U5 deal with that.

# %% [markdown] to="notes" lang="zh"
# - **指着菱形点：** 大约 87% 时，托皮若就和莱凡朵一样值钱。
# - **问：** “要从 82% 提高到 87%，您会做什么，每年最多花多少？”先收集意见，下一屏给出衡量方法。
# - “保留率难道不是客户说了算？”它取决于对方的人怎样选择我们，U4 和 U5 专门讲这个。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Which lever moves most?
#
# Sell better, serve more cheaply, or keep the account longer: set a step for each that you could really reach within a year.

# %% [markdown] to="lesson" lang="zh"
# ### 哪一项影响最大？
#
# 卖得更好、服务成本更低，还是留得更久：请为每一项设定一年内真正做得到的一步。

# %% to="lesson"
# ▶ The live levers of Tovpirrow / 托皮若的三项着力点
live_lifetime.levers(lang, contribution=2_780_000, cost=330_000, retention=0.82, discount=0.10, years=10)

# %% [markdown] to="notes" lang="en"
# - **Let the room set the three steps** and defend them; then read the longest bar.
# - As it stands: 3 points of retention add 916,000, 5% more contribution 524,000, 10% less cost to serve 117,000.
# - **Point out** that cost to serve is the short bar here because it is small with this account. For an account that costs much it is the long one; U2 shows one.

# %% [markdown] to="notes" lang="zh"
# - **请大家来定这三步，** 并说明理由，然后看哪根柱子最长。
# - 初始设置：保留率提高 3 个百分点增加 91.6万元，边际贡献提高 5% 增加 52.4万元，服务成本降低 10% 增加 11.7万元。
# - **提醒：** 这里服务成本的柱子短，是因为这家客户的服务成本本来就低。服务成本高的客户，这根柱子会最长，U2 就有一例。

# %% [markdown] to="lesson" lang="en" covers="U1.09,U1.09a,U1.09b,U1.09c,U1.09d" screen="2.5 min"
# ## Four stages in the growth of a relationship
#
# The document names the four; the descriptions and the limits are ours, after Dwyer, Schurr and Oh (1987).
#
# - **Exploration**: first orders, both sides test each other; under 12 months, or a share below 10%
# - **Formation**: orders grow by 15% or more a year, or our share is below 30%
# - **Stability**: steady orders and a settled share
# - **Decline**: orders fall by 10% or more, or they shrink while complaints rise

# %% [markdown] to="lesson" lang="zh"
# ## 客户关系发展的四个阶段
#
# 课程文件列出四个阶段；描述和界限由本课程规定，参考 Dwyer、Schurr 与 Oh（1987）。
#
# - **考察期**：首批订单，双方相互考察；不到 12 个月，或份额低于 10%
# - **形成期**：订单每年增长 15% 及以上，或份额低于 30%
# - **稳定期**：订单平稳，份额已站稳
# - **退化期**：订单下降 10% 及以上，或订单减少同时投诉上升

# %% [markdown] to="notes" lang="en"
# - **Ask:** one own account for each stage. The usual trouble: nobody names one in decline. It is there; it only has not been told.
# - **Say:** the stage is read from what the account does. A long friendship is no stage.
# - The order matters: a new account with splendid growth is still in exploration.

# %% [markdown] to="notes" lang="zh"
# - **问：** 每个阶段请举一个自己的客户。常见现象：没有人说得出退化期的。其实有，只是没说出来。
# - **讲：** 阶段要看客户的实际做法，交情深不等于阶段高。
# - 判断有先后：增长再快的新客户，仍然是考察期。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### The CLP curve through the stages
#
# A new account costs money first. When has it paid for itself?

# %% [markdown] to="lesson" lang="zh"
# ### 各阶段的 CLP 曲线
#
# 新客户总是先花钱。什么时候能收回投入？

# %% to="lesson"
# ▶ The live four-stage curve / 可调的四阶段曲线
live_lifetime.relationship(lang)

# %% [markdown] to="notes" lang="en"
# - **Read it from the left:** two years of exploration cost 300,000 each; the line crosses zero in year 5.
# - **Move** stability from 4 years to 0: of 1.97 million 456,000 are left. The money is made in stability.
# - **Move** formation from 3 years to 1: it has paid in year 4 instead of 5. Time is what a salesperson can shorten.
# - **Ask:** "In which stage do most companies give up?" In exploration, after the price of winning has been paid.

# %% [markdown] to="notes" lang="zh"
# - **从左往右读：** 考察期两年，每年投入 30万元；折线在第 5 年回到零以上。
# - **操作：** 把稳定期从 4 年调到 0：197万元只剩 45.6万元。钱是在稳定期赚到的。
# - **操作：** 把形成期从 3 年调到 1 年：收回投入由第 5 年提前到第 4 年。业务员能缩短的就是时间。
# - **问：** “多数公司在哪个阶段放弃？”在考察期，而这时开发的钱已经花了。

# %% to="lesson" screen="1.5 min"
# ▶ In which stage are our accounts? / 我们的客户处在哪个阶段？
first = cases.accounts().set_index("account").first_order_date
months = (cases.TODAY - first).dt.days / 30.4375
bought = accounts.sales_year_before > 0
change = (accounts.sales_per_year / accounts.sales_year_before.where(bought) - 1).fillna(0.0)
share = growth.share_of_wallet(accounts.sales_per_year, accounts.potential_wallet_per_year)
accounts["stage"] = stages.relationship_stage(months, change, share, 0, limits=stages.COURSE_LIMITS)
summary = accounts.groupby("stage").clp.agg(["count", "sum"]).loc[list(lifetime.RELATIONSHIP_STAGES)]
summary["stage"] = [STAGE_NAMES[stage] for stage in summary.index]
table(summary, lang, columns={"stage": ("Stage", "阶段"), "count": ("Accounts", "客户数"), "sum": ("CLP in all", "CLP 合计")},
      formats={"count": "whole", "sum": "short_money"})

# %% [markdown] to="notes" lang="en"
# - **Point at** the last row: 14 accounts in decline carry CNY 23.9 million of CLP. Ulmsathe is the largest of them.
# - **Say:** complaints are not in this list, so the second rule of decline was not used; with them it would be a few more.
# - **Ask:** "Who gets your time this week: the loudest, or these?"

# %% [markdown] to="notes" lang="zh"
# - **看最后一行：** 退化期有 14 家，CLP 合计 2390万元，其中最大的就是乌萨瑟。
# - **讲：** 这份清单里没有投诉数据，所以没有用到“投诉上升”这一条；加上它还会多几家。
# - **问：** “这周您的时间给谁：嗓门最大的，还是这些客户？”

# %% [markdown] to="lesson" lang="en" covers="U1.08,U1.08a,U1.08b,U1.08c,U1.08d" screen="2 min"
# ## Four steps of customer relationship management
#
# The document names the steps; what each asks and when it comes next is ours.
#
# | Step | The question | It comes next when |
# |---|---|---|
# | **Identify** | who are they, what are they worth? | we do not know who decides or how much they need |
# | **Develop / win** | how do we get business we do not have? | they know us, and the order is still elsewhere |
# | **Retain** | how do we keep what we have? | somebody could take it: a rival, a mistake, a change of people |
# | **Raise value** | how can it be worth more to both? | the relationship is safe and could carry more |

# %% [markdown] to="lesson" lang="zh"
# ## 客户关系管理的四个步骤
#
# 课程文件列出四个步骤；各步骤要回答什么、何时该做，由本课程规定。
#
# | 步骤 | 要回答的问题 | 什么时候该做 |
# |---|---|---|
# | **识别** | 对方是谁，值多少？ | 不知道谁拍板，也不知道需求有多大 |
# | **开发** | 怎样拿到还没有的业务？ | 对方了解我们，订单却还在别家 |
# | **保留** | 怎样守住已有的业务？ | 可能被夺走：对手、失误、人事变动 |
# | **价值提升** | 怎样让双方都更有价值？ | 关系稳固，还能做得更多 |

# %% [markdown] to="notes" lang="en"
# - **Say:** the stage says where we stand, the step says what is missing. In the same stage two accounts may need different steps.
# - **Ask:** "Which step does your company do best?" Usual: winning. "And who is praised for an account that simply stayed?"
# - Exercise 2 has eight accounts for it.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 阶段说明我们走到了哪里，步骤说明缺的是什么。同一阶段的两家客户，下一步可能不同。
# - **问：** “四步里贵公司最擅长哪一步？”常见回答是开发。“那么，客户一直没走，有谁受过表扬？”
# - 练习 2 有八家客户供大家判断。

# %% [markdown] to="lesson" lang="en" covers="U1.06" screen="2 min"
# ## The value chain of customer relationship management
#
# The document names it only; the five links are ours.
#
# 1. **Know**: what the account is, needs and is worth
# 2. **Choose**: which accounts get more and which get less
# 3. **Offer**: what is worth more to them than what they have
# 4. **Keep the promise**: every day, in every department
# 5. **Learn and adjust**: what stayed, what left, and why
#
# At its end stands lifetime profit; strategy, thinking and system carry all five.

# %% [markdown] to="lesson" lang="zh"
# ## 客户关系管理的价值链
#
# 课程文件只提到名称，以下五个环节由本课程编写。
#
# 1. **了解**：客户是谁、需要什么、值多少
# 2. **选择**：哪些客户多投，哪些少投
# 3. **提供**：给出比对方现有方案更有价值的方案
# 4. **兑现**：每天、每个部门都说到做到
# 5. **总结**：谁留下了，谁走了，为什么
#
# 链条的末端是全生命周期利润，战略、思想、系统贯穿五个环节。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which link breaks most often?" Usual: the fourth; the promise is made by sales and kept by others.
# - **Say:** a chain bears as much as its weakest link: an account that is well known, well chosen and served late has cost all five and brings nothing.
# - The units of the course sit on it: U2 chooses, U3 and U7 offer, U4 and U5 keep, U6 grows.

# %% [markdown] to="notes" lang="zh"
# - **问：** “哪一环最容易断？”常见回答是第四环：承诺由销售作出，兑现要靠别的部门。
# - **讲：** 链条的强度取决于最弱的一环：客户了解得透、选得准，却总是误期，五个环节的钱都花了，什么也没得到。
# - 本课程各单元都在这条链上：U2 讲选择，U3 和 U7 讲提供，U4 和 U5 讲兑现与保留，U6 讲提升。

# %% [markdown] to="lesson" lang="en" covers="U1.05" screen="2 min"
# ## Case: Michelin's principles of customer relationship management
#
# The document names this case and gives none of the principles; we found no published list.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：米其林轮胎的客户关系管理原则
#
# 课程文件只提到案例名称，没有列出任何原则；我们也没有查到公开的原则清单。

# %% to="lesson"
# ▶ What can be cited about Michelin / 关于米其林可以引用的内容
cited(lang, "michelin.value", "michelin.fleet", "michelin.fleet_loss")

# %% [markdown] to="notes" lang="en"
# - Somebody may have seen "Michelin's principles" on a slide. Ask for the source; we teach what can be cited.
# - **Ask:** "Three years of loss with a good idea: which figure of the CLP was wrong?" Usual: too few customers. Add the cost to serve: it may have been higher than the price per kilometre allowed for.
# - Say plainly that this last sentence is our reading; the source only says that it was not profitable.
# - **Bridge:** the next screen asks the same of a service contract of Tarvane Drives.

# %% [markdown] to="notes" lang="zh"
# - 也许有人在哪份课件上见过“米其林的原则”。请问出处；我们只讲有据可查的内容。
# - **问：** “想法很好，却亏了三年，是 CLP 里哪个数出了问题？”常见回答：客户太少。请补上服务成本：可能高于每公里收费能承受的水平。
# - 要说明：最后一句是我们的理解，出处里只说没有盈利。
# - **过渡：** 下一屏用塔凡传动的一份服务合同来问同样的问题。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Three principles, at our own company
#
# They are the course's, not Michelin's.
#
# - **Sell the result, not the piece**: who answers for the result stays in the house
# - **Know the cost to serve** before you promise a service
# - **Let retention pay for it**: a service is worth what it adds to the CLP

# %% [markdown] to="lesson" lang="zh"
# ### 三条原则，用在我们自己的公司
#
# 这三条由本课程编写，并不是米其林的原则。
#
# - **卖结果，不只卖产品**：对结果负责的供应商，客户离不开
# - **先算清服务成本**，再承诺服务
# - **让保留率来买单**：一项服务值多少，看它使 CLP 增加多少

# %% to="lesson"
# ▶ One service contract, two costs / 一份服务合同，两种成本
contribution, cost, retention = inputs.loc["A043"]
for more in (120_000, 300_000):
    after = lifetime.lifetime_profit(contribution, cost + more, retention + 0.03, 0.10, 10, **course)
    say(lang, en="A service contract for Rynfando raises retention by 3 points. At **{more:money}** a year it changes the CLP by **{gain:short_money}**.",
        zh="给莱凡朵做一份服务合同，保留率提高 3 个百分点。每年花 **{more:money}**，CLP 变动 **{gain:short_money}**。",
        more=more, gain=round(after - accounts.clp["A043"], -4))

# %% [markdown] to="notes" lang="en"
# - **Cover the second line:** "A good contract?" Everybody nods. Then show it: the same contract, dearer to serve, and the gain is gone.
# - **Ask:** "Who in your company could say what a service contract really costs a year?" That is the person to bring along before the promise is made.

# %% [markdown] to="notes" lang="zh"
# - **先遮住第二行：** “这份合同好不好？”大家都点头。再亮出来：同样的合同，服务成本高一点，好处就没了。
# - **问：** “贵公司谁说得清一份服务合同一年到底花多少钱？”作出承诺之前，要先请这个人来。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ### The limit beside it
#
# To know an account is the first link, and the law says how far that goes.
# Facts about the company are ours to collect; data about persons need a purpose and an end.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限
#
# 了解客户是第一个环节，了解到什么程度，法律有规定。
# 企业的情况可以收集；涉及个人的信息，要有目的，也要有期限。

# %% to="lesson"
# ▶ What the law says / 法律怎么说
cited(lang, "law.pipl_purpose", "law.pipl_retention")

# %% [markdown] to="notes" lang="en"
# - The law has been in force since November 2021.
# - **Say** it plainly: birthday, health, family and character of a buyer have no place in the system unless there is a purpose that you would tell them to their face.
# - **Ask:** "Who of you knows when such entries are deleted?" If nobody does, name the compliance office as the place to ask.

# %% [markdown] to="notes" lang="zh"
# - 这部法律自 2021 年 11 月起施行。
# - **讲：** 认真讲清楚：采购人员的生日、健康、家庭、性格，除非有能当面告诉本人的目的，否则不应录入系统。
# - **问：** “这些记录什么时候删除，有人知道吗？”如果没人知道，请大家去问本公司的合规部门。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# The chair in the key-account team: Tovpirrow or Rynfando?
# Rynfando is worth more. But with which of the two would the chair add more?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 大客户团队的这个名额，给托皮若还是莱凡朵？
# 莱凡朵更值钱。可是，把名额给哪一家，能增加的价值更多？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "Rynfando, it is worth more": ask what the chair would change there; it stays anyway
# - "Tovpirrow, its retention can be raised": ask by how much and how; 5 points bring about 1.6 million
# - "Tovpirrow buys more, so more is at stake": ask what is at stake: not sales, CLP
# - "Neither before we know why accounts like Tovpirrow leave": the best one; that is the step *identify*
#
# **The point:** the worth of an account and the worth of an effort are two things. Then take out the papers from the beginning: who would write another figure now?

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “莱凡朵，它更值钱”：追问名额给它能改变什么，它本来就留得住
# - “托皮若，保留率可以提高”：追问提高多少、怎么做；提高 5 个百分点大约值 160万元
# - “托皮若买得多，丢了损失大”：追问损失的是什么，应看 CLP，不看销售额
# - “先弄清同类客户为什么会走，再决定”：最好的回答，这就是*识别*
#
# **要点：** 客户值多少，和投入值多少，是两回事。最后拿出开场写的纸条：现在谁会换一个数字？

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You said what customer relationship management is: strategy, thinking and system, in this order
# - You worked out what an account is worth and saw how much a point of retention moves
# - You told the stage of a relationship from what the account does, and chose the next step

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您说清了什么是客户关系管理：战略、思想、系统，按这个顺序来
# - 您算出了一个客户值多少钱，也看到了保留率一个百分点的分量
# - 您根据客户的实际做法判断了关系所处的阶段，并选定了下一步

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for one bullet each, in their own words, with an account of their own.
# - **Bridge:** everybody opens the exercises of U1 now and types the id that they will use every time.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各讲一条，用自己的话、举自己的客户。
# - **过渡：** 请大家打开 U1 练习，输入学员编号；以后每次都用同一个编号。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u1_lifetime.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u1_lifetime.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U1 exercises · What is the relationship worth?
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U1 练习 · 客户关系值多少钱？
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U1", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import growth, lifetime, plots, stages, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units.u1_lifetime import CRM_STEPS, STAGE_NAMES
from kamlib.units.u1_lifetime.statements import LEVELS
from kamlib.widgets.show import prove, say, table

course = {"first_margin": "now", "cost_timing": "middle"}

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed an id and seen a greeting? An id with a slip in it is corrected now, not at the hand-in.
# - **Say:** each of you has figures of your own, so compare the way, not the result. The screen shows the demo figures; nothing typed here is kept.
# - **Say:** three hints on each card; ask for one before you ask me.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了编号、看到了欢迎语吗？编号输错现在就改，不要等到交作业时。
# - **讲：** 每人的数据都不一样，所以比方法，不比结果。屏幕上是演示数据，在这里填写的内容不会保存。
# - **讲：** 每张卡片有三条提示，先看提示再来问我。

# %% [markdown] to="exercise" lang="en" screen="3 min"
# ## Exercise 1 · What is this account worth?
#
# Set the sliders to the figures of one account after the other and read its CLP; then move one lever at a time.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 这个客户值多少钱？
#
# 把滑块依次调到每家客户的数据，读出 CLP；然后每次只动一项。

# %% to="exercise"
# ▶ The CLP curve / CLP 曲线
from kamlib.widgets import live_lifetime

desk.beside("U1.X1", live_lifetime.account_curve)

# %% [markdown] to="notes" lang="en"
# - **Show it once:** set the contribution in the box, not by the slider: 2,780,000; then cost, retention, and read the sentence.
# - **Ask before you move retention:** "How much do 3 points add?" Guesses run from 50,000 to 300,000; it is 916,000.
# - The sliders start with the account of the third hint, so that nobody finds the answer by doing nothing.

# %% [markdown] to="notes" lang="zh"
# - **示范一次：** 在数字框里直接输入边际贡献 2,780,000，再输服务成本、保留率，读出下面那句话。
# - **移动保留率之前先问：** “提高 3 个百分点，能增加多少？”大家会猜 5万到 30万元，实际是 91.6万元。
# - 滑块一开始是第三条提示里的例子，不动手就得不到答案。

# %% to="exercise" screen="12 min"
# ▶ Exercise 1: what is this account worth? / 练习 1：这个客户值多少钱？
desk.card("U1.X1")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Who ranks before calculating has ranked by sales; ask for the three CLPs first.
# - **Money as people write it** is understood: 9.32m, 932万, 9,319,404.
# - Stop after 12 minutes; the rest can be finished in the evening.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 没算就先排序的人，多半是按销售额排的，请他先算三个 CLP。
# - **金额按平时的写法就行：** 9.32m、932万、9,319,404 都能识别。
# - 12 分钟到点就停，没做完的晚上接着做。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 1 · What is this account worth?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 这个客户值多少钱？

# %% to="solution"
# ▶ Three lifetime profits, in order / 三个全生命周期利润，从高到低
data = units.exercise("U1.X1").sheet(0).data
three = pd.DataFrame(data["accounts"]).set_index("id")
three["clp"] = lifetime.lifetime_profit(three.contribution, three.cost, three.retention, data["discount"], data["years"], **course)
three["left"], three["who"] = three.contribution - three.cost, [names[lang] for names in three.name]
three = three.sort_values("clp", ascending=False)
headings = {"who": ("Account", "客户"), "sales": ("Sales", "销售额"), "left": ("Left in a year", "一年净贡献"), "retention": ("Retention", "保留率"), "clp": ("CLP", "CLP")}
table(three, lang, columns=headings, formats={"sales": "short_money", "left": "short_money", "retention": "percent", "clp": "short_money"})

# %% to="solution"
# ▶ One step of each lever / 各项只动一步
asked, steps = three.loc[data["lever_account"]], data["steps"]
moved = {"contribution_per_year": steps["contribution"], "service_cost_per_year": -steps["cost"],
         "retention_per_year": steps["retention"], "discount_rate_per_year": -steps["discount"]}
effects = lifetime.lever_effects(asked.contribution, asked.cost, asked.retention, data["discount"], data["years"], steps=moved, **course).change
options = {option.id: option.label for option in units.exercise("U1.X1").sheet(0).by_id["lever"].options}
plots.lever_bars(dict(zip(options, effects, strict=True)), lang, names=options)

# %% to="solution"
# ▶ The sum, and the marks / 合计与得分
equity = lifetime.customer_equity(three.clp)
say(lang, en="Customer equity of the three: **{equity:money}**.", zh="三家合计的客户权益：**{equity:money}**。", equity=equity)
answers = {"clp": {f"{id}/clp": str(value) for id, value in three.clp.items()}, "ranking": list(three.index),
           "equity": str(equity), "lever": "retention", "gain": str(effects["retention_per_year"])}
result = prove("U1.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1, the order.** By sales Huxharrow is first, by one year Tovpirrow, by CLP Rynfando: three orders of the same list. Most common slip: by sales.
# - The slip in the figures: today's contribution left out; then every CLP is too small by exactly one contribution.
# - **Step 2, the levers.** Usual: 150,000 more contribution, "because it is the largest amount". It adds 566,000, 3 points of retention 916,000.
# - The discount rate is no lever of ours; it stands there because the sheet has it.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，排序。** 按销售额霍哈若第一，按一年净贡献托皮若第一，按 CLP 莱凡朵第一：同一份清单，三种排法。最常见的错是按销售额。
# - 数字上常见的错：漏了现在这一笔边际贡献，每个 CLP 都正好少一年的边际贡献。
# - **第 2 步，着力点。** 常见选择是边际贡献增加 150,000 元，“因为金额最大”。它增加 56.6万元，保留率提高 3 个百分点增加 91.6万元。
# - 折现率不是我们能动的，列在这里只是因为表里有它。

# %% [markdown] to="exercise" lang="en" screen="10 min"
# ## Exercise 2 · Which stage, and what next?
#
# Eight accounts as their salespeople tell them: place each in its stage, then choose the next move.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 处在哪个阶段，下一步做什么？
#
# 八位业务员介绍八家客户：先放到所处的阶段，再选下一步。

# %% to="exercise"
# ▶ Exercise 2: which stage, and what next? / 练习 2：处在哪个阶段，下一步做什么？
desk.card("U1.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** first the stages by the five rules, from the top; only then the stories.
# - **Listen for** "but they have been with us for ten years!" Age is no stage; let the neighbours answer.
# - Some accounts accept two steps; the card says so when it counts.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先按五条规则从上往下判断阶段，再看客户的情况。
# - **留意**有人说“可是他们跟我们合作十年了！”年限不等于阶段，请旁边的学员来回答。
# - 有些客户的下一步可以有两种选择，都算对。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 2 · Which stage, and what next?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 处在哪个阶段，下一步做什么？

# %% to="solution"
# ▶ The rule that decides / 起作用的规则
sheet = units.exercise("U1.X2").sheet(0)
eight = pd.DataFrame(sheet.data["accounts"]).set_index("id")
eight["stage"] = stages.relationship_stage(eight.months, eight.growth, eight.share, eight.complaints, limits=stages.COURSE_LIMITS)
shown = eight.assign(who=[names[lang] for names in eight["name"]], where=[STAGE_NAMES[stage] for stage in eight.stage])
headings = {"who": ("Account", "客户"), "months": ("Months", "月数"), "growth": ("Orders", "订单"), "share": ("Share", "份额"),
            "complaints": ("Complaints", "投诉增减"), "where": ("Stage", "阶段")}
table(shown, lang, columns=headings, formats={"months": "whole", "growth": "percent0", "share": "percent0", "complaints": "number"})

# %% to="solution"
# ▶ The next move, and the marks / 下一步与得分
moves = sheet.truth["moves"]
words = [" / ".join(CRM_STEPS[step].pick(lang).replace("：", ":").partition(":")[0] for step in moves[id]) for id in eight.index]
table(shown.assign(move=words), lang, columns={"who": ("Account", "客户"), "where": ("Stage", "阶段"), "move": ("Next move", "下一步")})
answers = {"stages": eight.stage.to_dict(), "moves": {id: accepted[0] for id, accepted in moves.items()}}
result = prove("U1.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** The slip: by age, or by growth alone. "Which rule holds first? Read it aloud."
# - **Step 2.** Go through the two of the same stage that need different moves and let the room say why.
# - Where two moves are accepted, ask what would decide between them on the spot.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 常见错误：按年限，或只看增长。一句话：“哪一条规则先符合？请读出来。”
# - **第 2 步。** 找出同一阶段、下一步却不同的两家，请大家说说为什么。
# - 可以选两种做法的，追问：到了现场，凭什么决定选哪一种？

# %% [markdown] to="exercise" lang="en" screen="6 min"
# ## Exercise 3 · Strategy, mindset or system?
#
# Ten statements from the house into three boxes, and a project that failed.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 战略、思想还是系统？
#
# 把公司里听来的十句话放进三栏，再看一个失败的项目。

# %% to="exercise"
# ▶ Exercise 3: strategy, mindset or system? / 练习 3：战略、思想还是系统？
desk.card("U1.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** ask of each statement who could abolish it tomorrow.
# - Six minutes are enough; who is done early writes an eleventh statement and lets the neighbour sort it and say why.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 每句话都问一问：明天要取消它，谁说了算？
# - 6 分钟够了；先做完的请自己写第十一句，考考旁边的学员，看他归到哪一栏、理由是什么。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 3 · Strategy, mindset or system?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 战略、思想还是系统？

# %% to="solution"
# ▶ Ten statements, three boxes, and the marks / 十句话、三栏与得分
sheet = units.exercise("U1.X3").sheet(0)
said = {item.id: item.label for item in sheet.by_id["levels"].items}
sorted_ids = sorted(said, key=lambda id: list(LEVELS).index(sheet.truth["levels"][id]))
rows = pd.DataFrame({"said": [said[id] for id in sorted_ids], "level": [LEVELS[sheet.truth["levels"][id]] for id in sorted_ids]})
table(rows, lang, columns={"said": ("Statement", "说法"), "level": ("Belongs to", "属于")})
say(lang, en="The project lacked: **{missing}**.", zh="这个项目缺的是：**{missing}**。", missing=LEVELS[sheet.truth["missing"]])
result = prove("U1.X3", {"levels": sheet.truth["levels"], "missing": sheet.truth["missing"]}, lang)

# %% [markdown] to="notes" lang="en"
# - **Read the statements by box**, and let the room name the one that was argued about most.
# - **Say:** the same sentence may change its box when its author changes: a rule of the board is strategy, the same habit without a rule is thinking.

# %% [markdown] to="notes" lang="zh"
# - **按栏目读一遍，** 请大家说出争议最大的一句。
# - **讲：** 同样的做法，出处不同，归类也不同：公司定的规矩属于战略，没有规矩也这样做，属于思想。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · One to keep, one to win
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.
# The CLP curve stands above the card as your calculator.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 一家要留住，一家要争取
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。
# 卡片上方的 CLP 曲线可以当计算器用。

# %% to="exercise"
# ▶ Your calculator / 您的计算器
desk.beside("U1.W", live_lifetime.calculator)

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U1.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** an account as a market, its stage, a service programme; then a new account through four stages, three situations and a note.
# - Planned as work after class: 35 minutes alone. Say until when and how the file is handed in.
# - If you let them work on it here, add the 35 minutes to your plan; the card gives no feedback, that is on purpose.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 把一家客户当作市场、判断阶段、评估一个服务方案；再算一家新客户的四个阶段，选三种情况的做法，写一段说明。
# - 按课后作业安排，一个人约 35 分钟。说清截止时间和提交方式。
# - 若在课堂上做，请另加 35 分钟；卡片不给反馈，这是有意为之。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution of the wrap-up case · One to keep, one to win

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 一家要留住，一家要争取

# %% to="solution"
# ▶ The account we have: market, stage, programme / 现有客户：市场、阶段、服务方案
data = units.exercise("U1.W").sheet(0).data
kept, offer, wallet = data["account"], data["programme"], pd.DataFrame(data["wallet"])
share = growth.share_of_wallet(float(wallet.ours.sum()), float(wallet.spend.sum()))
stage = stages.relationship_stage(data["months"], data["orders"], share, data["complaints"], limits=stages.COURSE_LIMITS)
years = (data["discount"], data["years"])
before = lifetime.lifetime_profit(kept["contribution"], kept["cost"], kept["retention"], *years, **course)
after = lifetime.lifetime_profit(kept["contribution"], kept["cost"] + offer["cost"], kept["retention"] + offer["points"], *years, **course)
say(lang, en="Share of wallet **{share:percent1}**, stage **{stage}**. The programme changes the CLP from {before:money} to {after:money}: **{gain:money}**.",
    zh="钱包份额 **{share:percent1}**，处于**{stage}**。服务方案使 CLP 由 {before:money}变为 {after:money}：**{gain:money}**。",
    share=share, stage=STAGE_NAMES[stage], before=before, after=after, gain=after - before)

# %% to="solution"
# ▶ The account to be won, stage by stage / 拟争取的客户，逐个阶段
plots.stage_curve(data["flows"], data["discount"], data["stage_years"], lang)

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **Share:** the mean of the four shares is the slip; the large families weigh more. **Programme:** its cost taken off once instead of every year.
# - **Stages:** each stage discounted to its own beginning only. "Count the years from today."

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **份额：** 常见错误是四个份额取平均，大的品类应占更大的分量。**服务方案：** 费用只减了一次，其实每年都要付。
# - **各阶段：** 只折到本阶段的开头。一句话：“年数要从今天算起。”

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **Early loss**: hold on to the plan, with a milestone at which to decide anew
# - **Comfortable stability**: go and see the users before somebody else does
# - **Software**: decide first, win the people, then buy

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **前期亏损**：按计划继续，约定一个节点重新决策
# - **安稳的老客户**：赶在别人之前去见使用部门
# - **软件**：先决策，再统一思想，然后才买

# %% to="solution"
# ▶ The marks / 得分
key = load_keys(workbook.keys()).find("U1.W", 0, "next_step")
values = lifetime.cash_flow_value(data["flows"], data["discount"], first_flow="end", stage_years=data["stage_years"])
answers = {"share": f"{share:.2%}", "stage": stage, "programme": str(after - before), "decision": "yes" if after > before else "no",
           "present": {f"{stage}/value": str(value) for stage, value in values.items()}, "total": str(values.sum()),
           "next_step": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Lifetime profit, stage and risk: see the rubric / 利润、阶段、风险：见评分标准。" * 4}
result = prove("U1.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** stop at the first planned loss, leave alone what runs well, buy software to change people.
# - **The note** is marked by hand: the figure with what is in it, the money spent before it pays, one risk with its effect, a recommendation with a point of decision.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 一见计划内的亏损就停，运转正常就不管，靠买软件改变人。
# - **那段说明** 人工评分：结果及其包含的内容、回本前的投入、一个风险及影响、建议和重新决策的节点。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Take it home: the account lifetime-profit sheet
#
# An Excel form with working formulas: once filled with the ten best accounts of Tarvane Drives, once empty for your own.

# %% [markdown] to="exercise" lang="zh"
# ## 带走：客户全生命周期利润测算表
#
# 一份公式可用的 Excel 表：一份填好了塔凡传动最好的十家客户，一份空白，供您填写自己的客户。

# %% to="exercise"
# ▶ The Excel sheet / Excel 测算表
from kamlib.forms.form import FormData, form_bytes
from kamlib.forms.lifetime_sheet import FORM, case_lifetime_sheet
from kamlib.widgets.show import download

for file, label, filled in (("example", ("Example: ten accounts of the case", "示例：案例中的十家客户"), case_lifetime_sheet(lang)),
                            ("own", ("Empty, for my own accounts", "空白表，填写自己的客户"), FormData(own=True))):
    title = f"{FORM.title.pick(lang)} {file}.xlsx".replace(" ", "_")
    download(title, form_bytes(FORM, filled, lang), label[0 if lang == "en" else 1])

# %% [markdown] to="notes" lang="en"
# - **Say:** yellow cells are yours, the others calculate. Ten accounts are enough for a start; an estimated retention is better than none.
# - Nobody opens a real list on the projector.
# - **The last question:** "Which of your accounts is worth more than you thought, and who knows it in your company?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 黄色单元格由您填写，其他自动计算。先做十家就够；保留率估一个，也比没有强。
# - 不要在投影上打开真实清单。
# - **最后一问：** “您有哪个客户比想象的更值钱？公司里还有谁知道？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 2, lifetime profit and stage, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 2 步“全生命周期利润与阶段”，那里的客户就是您贯穿各单元的客户。
