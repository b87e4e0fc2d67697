# ---
# unit: U3
# module: 1_key_accounts
# items: [U3.01, U3.02, U3.03, U3.04, U3.05, U3.06, U3.07, U3.07a, U3.07b, U3.08, U3.08a, U3.08b, U3.08c, U3.08d, U3.09, U3.09a, U3.09b, U3.09c]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U3 · What are we worth to the customer, and how do we raise it?
#
# **After this unit you can**
#
# - look at your own company as the customer's auditor does, and see what to mend first
# - put into yuan what the customer gets and gives, and raise the difference without a price cut
# - choose among seven solutions the one that answers the customer's complaint, and work out what it brings

# %% [markdown] to="lesson" lang="zh"
# # U3 · 我们对客户值多少，怎样提升？
#
# **学完本单元，您能够**
#
# - 像客户的稽核员那样看自己的公司，知道先补哪一项
# - 把客户的所得和付出折算成金额，不降价也能把差额做大
# - 从七种方案中选出对症的一种，并算出能带来多少

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "Which points would your best account give you out of 100, and for what?" Everybody writes down two figures: for delivery and for quality.
# - Keep the papers; they come back with the audit.
# - **Say:** 50 minutes of lesson and discussion, then five exercises, each with your own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “您最好的客户会给贵公司打几分（满分 100）？交付几分，质量几分？”请每人写下两个分数。
# - 纸条留好，讲到稽核时再拿出来。
# - **讲：** 讲解和讨论 50 分钟，然后是五道练习，每人的数据各不相同；综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ What the lesson works with / 本课所用
import pandas as pd

from kamlib import cases, plots, value
from kamlib.text import Text
from kamlib.units.u3_value import DEMOS, GRADES, LETTERS, SITUATIONS, SUPPLIERS
from kamlib.widgets import live_value
from kamlib.widgets.show import cited, say, table

audit = DEMOS["U3.X1"]

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## The story: the best score, and out
#
# Tarvane Drives makes drives and gear units. The company and every figure of it are invented.
# Rynfando Warehouse Technology is one of its strategic accounts (U2), and one of those that stay longest (U1).
# This spring its purchasing department audited three suppliers: it gave them points, item by item. Tarvane had the highest score of all.
# A week later the letter came: "One item is below our floor. No new projects until further notice."

# %% [markdown] to="lesson" lang="zh"
# ## 故事：总分第一，却出局了
#
# 塔凡传动生产传动装置和减速机。这家公司及其所有数据均为虚构。
# 莱凡朵仓储设备是它的战略型客户（见 U2），也是留得最久的客户之一（见 U1）。
# 今年春天，莱凡朵采购部稽核了三家供应商，也就是逐项打分。塔凡总分最高。
# 一周后来了一封信：“贵司有一项低于底线，即日起暂停参与新项目。”

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.** Stop after "the highest score of all" and ask: "What happens next?" Then the letter.
# - **Ask:** "How can the best be out?" Collect two or three guesses; the answer is on the radar.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。** 讲到“总分最高”停一下，问：“接下来会怎样？”再讲那封信。
# - **问：** “最好的怎么会出局？”收集两三个猜测，答案在雷达图上。

# %% [markdown] to="lesson" lang="en" covers="U3.01,U3.02" screen="2.5 min"
# ## Question A: how do we meet the need for basic value?
#
# Basic value is what the customer takes for granted. Nobody thanks us for it, and we lose the account without it.
# How well we do is not for us to say: what counts is **how far we satisfy the basic needs as the customer sees it**.

# %% [markdown] to="lesson" lang="zh"
# ## 问题 A：怎样满足客户对基本价值的需求？
#
# 基本价值，就是客户认为理所当然的东西。做到了没人感谢，做不到就会丢客户。
# 做得好不好，不由我们说了算：要看**客户眼里，我们把他的基本需求满足到什么程度**。

# %% to="lesson"
# ▶ What Rynfando expects, and what it sees / 莱凡朵的期望与评价
seen = cases.ratings().query("account == 'A043'").set_index("criterion").loc[list(LETTERS)]
seen["letter"], seen["gap"] = list(LETTERS.values()), seen.us - seen.expected
headings = {"letter": ("Letter", "指标"), "weight": ("Weight, %", "权重（%）"), "expected": ("Expected", "期望"), "us": ("We, in its eyes", "给我方的评分"), "gap": ("Gap", "差距")}
table(seen, lang, columns=headings, formats=dict.fromkeys(list(headings)[1:], "whole"))
below = seen.gap < 0
say(lang, en="Below what is expected in **{n:whole} of 7** letters, and furthest in {worst}: {gap:whole} points.",
    zh="七项指标中有 **{n:whole} 项**没有达到期望，差得最远的是“{worst}”：{gap:whole} 分。", n=below.sum(), worst=LETTERS[seen.gap.idxmin()], gap=seen.gap.min())

# %% [markdown] to="notes" lang="en"
# - **Point at** the column of weights first: quality 29, cost 24. Then at the gap of delivery.
# - **Ask:** "Who in your company has seen such a sheet of a customer?" Usual: nobody, "they don't show it". Ask for it; suppliers who ask are told surprisingly much.
# - **Take out the papers:** your own two figures. The customer's are lower as a rule.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 先看权重，质量 29、成本 24；再看交付的差距。
# - **问：** “贵公司有谁看过客户的这种评分表？”常见回答：没有，“人家不给看”。不妨去要，愿意问的供应商往往能问到不少。
# - **拿出纸条：** 您自己写的两个分数。客户给的通常更低。

# %% [markdown] to="lesson" lang="en" covers="U3.03" screen="2 min"
# ## Huawei's audit standard: TQRDCES
#
# The document prints the seven letters and does not explain them. What can be cited comes after the table.
#
# | Letter | The question behind it (ours, for drives) |
# |---|---|
# | **T**echnology | Can they do what our next machine needs? |
# | **Q**uality | How many of a thousand units fail with us or with our customer? |
# | **R**esponse | How long until somebody answers, and until somebody comes? |
# | **D**elivery | How many deliveries come on the promised day, complete? |
# | **C**ost | What does it cost us in all, and will they open the calculation? |
# | **E**nvironment | Do they keep environmental, safety and labour rules? |
# | **S**ecurity | Are supply, data and drawings safe with them? |

# %% [markdown] to="lesson" lang="zh"
# ## 华为对供应商的稽核标准：TQRDCES
#
# 课程文件只印了七个字母，没有解释。能查到出处的内容列在表后。
#
# | 指标 | 它在问什么（本课程以传动产品为例编写） |
# |---|---|
# | **T** 技术 | 我们下一代机器要的，他们做得出来吗？ |
# | **Q** 质量 | 一千台里，在我们这里和我们客户那里坏几台？ |
# | **R** 响应 | 多久有人答复，多久有人到场？ |
# | **D** 交付 | 有多少次是按约定那天、一件不少到货的？ |
# | **C** 成本 | 总共要花我们多少钱？愿不愿意公开成本？ |
# | **E** 环境 | 环保、安全、用工守规矩吗？ |
# | **S** 安全 | 供货、数据、图纸放在他们那里放心吗？ |

# %% [markdown] to="notes" lang="en"
# - **Ask per letter:** "With which figure would you prove it?" Where nobody has a figure, the customer's impression is the figure.

# %% [markdown] to="notes" lang="zh"
# - **逐项问：** “您用哪个数据来证明？”拿不出数据的，客户的印象就是数据。

# %% to="lesson" screen="1 min"
# ▶ What can be cited about the letters / 七个字母：能查到出处的内容
cited(lang, "huawei_audit.elements", "huawei_audit.reading")

# %% [markdown] to="notes" lang="en"
# - Slides with "Huawei's weights" are about; ask for the source. We use our own weights and say so.
# - "Is E the environment or social responsibility?" Huawei Cloud's page names both; the usual reading puts them into one letter.

# %% [markdown] to="notes" lang="zh"
# - 网上流传“华为的权重”，请问出处。我们用自己的权重，并且说明白。
# - “E 是环境还是社会责任？”华为云的页面两者都提到；通常合成一项。

# %% [markdown] to="lesson" lang="en" screen="3.5 min"
# ### Score, floor, grade
#
# - **Score** = sum of weight × points, from 0 to 100
# - **Floor**: below it in one letter, the supplier is knocked out, whatever the score
# - **Grade** (ours): A from 85, B from 75, C from 60, else D; a knocked-out supplier has D

# %% [markdown] to="lesson" lang="zh"
# ### 总分、底线、等级
#
# - **总分** = 各项权重 × 得分之和，0 到 100 分
# - **底线**：有一项低于底线，总分再高也被一票否决
# - **等级**（本课程设定）：85 分起为 A，75 分起为 B，60 分起为 C，其余为 D；被否决的一律为 D

# %% to="lesson"
# ▶ The live radar of Rynfando's audit / 莱凡朵稽核的雷达图
live_value.audit(lang)

# %% [markdown] to="notes" lang="en"
# - **Move** cost from 76 to 90: the score rises to 82.68, and we are still out. A price cut does not open the door.
# - **Move** it back and delivery from 71 to 72: one point, and we are in, ahead of rival A by 0.38.
# - **Ask:** "What does this one point cost, and what does it bring?" It brings all new projects of a strategic account.
# - "Is that not unfair?" It is what a buyer does whose line stands still.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把成本从 76 拉到 90：总分升到 82.68，还是出局。降价打不开这扇门。
# - **操作：** 拉回来，把交付从 71 调到 72：只差一分，就入围了，还领先对手 A 0.38 分。
# - **问：** “这一分要花多少钱，能换来什么？”换来的是一家战略型客户的全部新项目。
# - “这是不是不公平？”停过线的采购都会这么做。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ### Is it Rynfando alone?
#
# Thirty accounts of Tarvane Drives have told us what they expect and what they see.

# %% [markdown] to="lesson" lang="zh"
# ### 只有莱凡朵这样看吗？
#
# 塔凡传动的三十家客户告诉了我们：他们期望什么，又看到了什么。

# %% to="lesson"
# ▶ Thirty audits by letter / 三十家客户，逐项统计
every = cases.ratings()
every["below"], every["behind"] = every.us < every.expected, every.us < every[["rival_a", "rival_b"]].max(axis=1)
letters = every.groupby("criterion")[["below", "behind"]].sum().loc[list(LETTERS)]
letters["letter"] = list(LETTERS.values())
headings = {"letter": ("Letter", "指标"), "below": ("Accounts where we are below what is expected", "低于期望的客户数"), "behind": ("Accounts where a rival is better", "对手更强的客户数")}
table(letters, lang, columns=headings, formats={"below": "whole", "behind": "whole"})

# %% [markdown] to="notes" lang="en"
# - **Point at** delivery: 25 of 30. One unhappy customer is a mishap, 25 are a system.
# - And at response: a rival is better with 2 accounts only. That is the strength to sell with.
# - **Say:** one audit tells what to say to this customer; thirty tell what to ask of our own works.

# %% [markdown] to="notes" lang="zh"
# - **看交付：** 30 家里有 25 家。一家不满意是偶然，25 家就是体系问题。
# - **看响应：** 只有 2 家觉得对手更好。这是我们的卖点。
# - **讲：** 一家的稽核，告诉我们对这家客户说什么；三十家的稽核，告诉我们该向自己工厂要什么。

# %% [markdown] to="lesson" lang="en" covers="U3.04" screen="2.5 min"
# ## Seven typical situations in which a supplier is changed
#
# The document counts seven and lists none. **The seven below are the course's own**, one for each letter.

# %% [markdown] to="lesson" lang="zh"
# ## 供应商变更的七种典型情况
#
# 课程文件只说有七种，没有列出。**下面七种由本课程编写**，一项指标一种。

# %% to="lesson"
# ▶ Seven situations, seven letters / 七种情况，七项指标
rows = pd.DataFrame([{"what": what, "letter": LETTERS[letter]} for what, letter in SITUATIONS.values()])
table(rows, lang, columns={"what": ("Situation (ours)", "情况（本课程编写）"), "letter": ("Letter that breaks", "断在哪一项")})

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which of the seven cost you your last lost account?" Count hands. To everybody who says "price": "And how long had nobody called there before?"
# - **Ask:** "Which can you see coming?" All but the first: that is why the audit is worth more than the exit interview.
# - Somebody may know another list of seven. Fine: ask for the source, compare, keep the better one.

# %% [markdown] to="notes" lang="zh"
# - **问：** “您上一家丢掉的客户，属于七种中的哪一种？”举手统计。凡是说“价格”的，追问一句：“在那之前，多久没人去过了？”
# - **问：** “哪几种能提前看出来？”除了第一种都能，所以稽核比事后回访更有用。
# - 也许有人见过另一份“七种情况”。很好，请问出处，对照一下，取更好的。

# %% [markdown] to="lesson" lang="en" covers="U3.05,U3.06" screen="3.5 min"
# ## Question B: how to offer more value-added services
#
# Basic value keeps us in; more **customer delivered value (CDV, Kotler)** gets us chosen.
#
# - **gets**: product + service + personnel + image value
# - **gives**: money + time + energy + mental-effort cost; **CDV** = gets − gives; the ratio gets ÷ gives compares accounts of different size

# %% [markdown] to="lesson" lang="zh"
# ## 问题 B：怎样为客户提供更多的增值服务？
#
# 基本价值让我们留在名单上；要被选中，还得靠更高的**客户让渡价值（CDV，科特勒）**。
#
# - **得到**：产品价值 + 服务价值 + 人员价值 + 形象价值
# - **付出**：货币成本 + 时间成本 + 体力成本 + 精神成本；**CDV** = 得到 − 付出；比较规模不同的客户，看比值：得到 ÷ 付出

# %% to="lesson"
# ▶ The live balance of Rynfando / 莱凡朵的价值天平
live_value.balance(lang)

# %% [markdown] to="notes" lang="en"
# - **Read it from the left:** the parts are estimates that Rynfando's production manager made with us; rough figures that both sides agree on beat exact ones that only we believe.
# - **Move** the price down by 200,000: CDV plus 16.7%, and 200,000 of ours gone.
# - **Move** it back and the time cost down by 200,000: the same 16.7%. **Ask:** "What does that cost us?" A buffer stock and a data line; far less.
# - "Mental effort in yuan?" Ask how many hours a week somebody checks and chases because of us.

# %% [markdown] to="notes" lang="zh"
# - **从左往右读：** 各项金额是莱凡朵的生产经理和我们一起估的。双方都认的粗数，胜过只有我们信的精确数。
# - **操作：** 降价 20万：CDV 提高 16.7%，我方少了 20万元。
# - **操作：** 拉回来，把时间成本减少 20万：同样是 16.7%。**问：** “这要花我们多少钱？”一个缓冲库存、一个数据接口，远远用不了这么多。
# - “精神成本怎么算钱？”问问对方：因为我们，每周有人要花几小时核对、催货。

# %% [markdown] to="lesson" lang="en" covers="U3.07,U3.07a,U3.07b,U3.08,U3.09" screen="2.5 min"
# ## Two ways, seven solutions
#
# The document names the two ways and the seven solutions; when each of them fits is the course's own.
#
# | Way | Solution | Fits when the money is lost … |
# |---|---|---|
# | **1. Value as it is, lower total cost** | full project cycle | between design and hand-over |
# | | full life cycle (LCC) | from the first start to the scrap yard |
# | | full value chain | by work that both sides do |
# | | full supply chain: VMI | on the shelf |
# | **2. Price as it is, higher total value** | early involvement (EVI) | before the design is frozen |
# | | full-project service, performance contract | because nobody answers for the result |
# | | supply-chain collaboration | between several companies' plans |

# %% [markdown] to="lesson" lang="zh"
# ## 两种方式，七种方案
#
# 课程文件列出了两种方式和七种方案；什么时候用哪一种，由本课程编写。
#
# | 方式 | 方案 | 适用：钱丢在…… |
# |---|---|---|
# | **1. 价值不变，降低总成本** | 全项目周期成本优化 | 从设计到交付之间 |
# | | 全生命周期成本优化（LCC） | 从投用到报废 |
# | | 全价值链成本优化 | 双方重复做的事上 |
# | | 全供应链成本优化：VMI | 货架上 |
# | **2. 价格不变，提升总价值** | 供应商先期介入（EVI） | 设计定型之前 |
# | | 全项目周期服务与全责绩效合同 | 没有人对结果负责 |
# | | 供应链协同 | 几家企业的计划之间 |

# %% [markdown] to="notes" lang="en"
# - **Say:** the third column is the key: listen when the money is lost, and the solution is chosen.
# - **Ask:** "Which of the seven does your company already do without charging or mentioning it?" There is always one.
# - Exercise 5 has seven complaints for the seven lines.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 关键在第三列：听清钱丢在什么时候，方案就定了。
# - **问：** “这七种里，贵公司哪一种已经在做，却既没收钱也没说？”总会有一种。
# - 练习 5 有七个抱怨，正好对应这七行。

# %% [markdown] to="lesson" lang="en" covers="U3.08a" screen="2 min"
# ### Solution 1: the full project cycle
#
# Cost of a project = design + purchase + build + commissioning + hand-over + **days late × loss for each day**.
# A new sorting hall of Rynfando: rival B's drives were cheaper to buy.

# %% [markdown] to="lesson" lang="zh"
# ### 方案一：全项目周期成本优化
#
# 项目成本 = 设计 + 采购 + 安装 + 调试 + 交付验收 + **延误天数 × 每天损失**。
# 以莱凡朵新建分拣中心为例：对手 B 的驱动，买的时候便宜。

# %% to="lesson"
# ▶ The sorting hall with either supplier / 分拣中心：两家供应商对比
stages = {"design": Text(en="Design", zh="设计"), "purchase": Text(en="Purchase", zh="采购"), "build": Text(en="Build", zh="安装"),
          "commission": Text(en="Commissioning", zh="调试"), "hand_over": Text(en="Hand-over", zh="交付验收"), "delay": Text(en="Delay", zh="延误")}
theirs = dict(zip(value.PROJECT_STAGES, (310_000, 2_150_000, 540_000, 210_000, 90_000), strict=True))
ours = dict(zip(value.PROJECT_STAGES, (220_000, 2_420_000, 390_000, 120_000, 50_000), strict=True))
loss, late = 35_000, {"ours": 2, "theirs": 12}
both = value.saving_table(theirs | {"delay": late["theirs"] * loss}, ours | {"delay": late["ours"] * loss})
say(lang, en="The whole project: with rival B **{theirs:money}**, with us **{ours:money}**, though the purchase is dearer with us.",
    zh="整个项目：用对手 B **{theirs:money}**，用我方 **{ours:money}**，虽然采购一项我方更贵。",
    theirs=value.project_cycle_cost(theirs, late["theirs"], loss), ours=value.project_cycle_cost(ours, late["ours"], loss))
plots.cost_items(both, lang, names=stages, sides=(SUPPLIERS["rival_b"], SUPPLIERS["us"]))

# %% [markdown] to="notes" lang="en"
# - **Cover all but the line "Purchase":** that is what the buyer sees. Then uncover.
# - **Ask:** "Who at the customer pays for the delay, and who for the purchase?" Two people; bring them to one table.
# - A promise of days needs a reason: what do we do that the others do not? Pre-wired units, our engineer on the site for two weeks.

# %% [markdown] to="notes" lang="zh"
# - **先只露出“采购”一行：** 采购员看到的就是这个。再全部亮出来。
# - **问：** “客户那里，延误的损失谁承担，采购的钱谁付？”是两个人，请他们坐到一起。
# - 承诺工期要有依据：我们做了什么别人没做的？预接线、我方工程师驻场两周。

# %% [markdown] to="lesson" lang="en" covers="U3.08b" screen="3.5 min"
# ### Solution 2: the full life cycle (LCC)
#
# LCC = purchase + operation, maintenance and downtime of every year + disposal, all in today's money (IEC 60300-3-3).
# Where the curves cross, the dearer purchase has paid for itself.

# %% [markdown] to="lesson" lang="zh"
# ### 方案二：全生命周期成本优化（LCC）
#
# LCC = 采购 + 每年的运行、维护、停机损失 + 期末处置，全部折成今天的钱（IEC 60300-3-3）。
# 两条曲线相交之处，就是差价收回的时候。

# %% to="lesson"
# ▶ The live cost curves of two pump drives / 两种水泵驱动的成本曲线
live_value.life_cost(lang)

# %% [markdown] to="notes" lang="en"
# - **Read it:** 56,000 dearer to buy, level in year 6, 34,000 ahead after ten.
# - **Move** the hours from 6,000 to 1,500: now it never pays. **Say** so to such a customer: the honest answer sells the next drive.
# - **Move** them back and the price of electricity to 1.20: our highest price rises from 202,000 to 240,000. Who runs day and night can pay more and still win.
# - **Move** interest to 16%: later savings count less; a customer short of money sees it so.

# %% [markdown] to="notes" lang="zh"
# - **看图：** 买时贵 5.6万，第 6 年持平，十年后领先 3.4万元。
# - **操作：** 把年运行小时从 6,000 调到 1,500：收不回来了。对这样的客户要**直说**，实话能卖出下一台。
# - **操作：** 拉回来，把电价调到 1.20：最高可报价由 20.2万元升到 24万元。日夜运转的客户，多付一些仍然划算。
# - **操作：** 把利率调到 16%：以后省的钱不值那么多。资金紧的客户就是这么看的。

# %% to="lesson" screen="1 min"
# ▶ Offers that last for different times / 使用年限不同怎么比
pumps, rate = DEMOS["U3.X3"], DEMOS["U3.X3"]["discount"]
for offer, years in (("us", 10), ("rival_b", 7)):
    given = pumps["offers"][offer]
    power, stops = given["kilowatts"] * pumps["hours"] * pumps["energy_price"], given["stop_hours"] * pumps["loss_per_hour"]
    life = value.life_cycle_cost(given["price"], power, given["maintenance"], stops, given["disposal"], rate, years, cost_timing="end")
    say(lang, en="{who}, {years:whole} years: LCC {life:money}, that is **{annual:money} a year**.",
        zh="{who}，用 {years:whole} 年：LCC {life:money}，相当于**每年 {annual:money}**。", who=SUPPLIERS[offer], years=years, life=life,
        annual=value.equivalent_annual_cost(life, rate, years))

# %% [markdown] to="notes" lang="en"
# - **Ask before you show the second line:** "Theirs lasts seven years, ours ten. Whose LCC is lower?" Theirs in total, ours by the year.
# - **Say:** the equivalent annual cost is the rent that would be worth as much. Offers with other lives are compared by it and by nothing else.

# %% [markdown] to="notes" lang="zh"
# - **亮出第二行之前先问：** “他们的用七年，我们的用十年，谁的 LCC 低？”总数是他们低，按年算是我们低。
# - **讲：** 年均成本相当于“租金”。使用年限不同的方案，只能用它来比。

# %% [markdown] to="lesson" lang="en" covers="U3.08c" screen="2 min"
# ### Solution 3: the full value chain
#
# Count what happens on both sides for one of our gear units, and what each step costs: **driver × rate**, before and after.

# %% [markdown] to="lesson" lang="zh"
# ### 方案三：全价值链成本优化
#
# 数一数：为我们的一台减速机，双方都做了哪些事，每件事花多少钱：**作业量 × 单价**，改进前后对比。

# %% to="lesson"
# ▶ A year of work at Rynfando / 莱凡朵一年的作业
work = {"inspection": Text(en="Incoming inspections", zh="进厂检验"), "repacking": Text(en="Crates repacked", zh="换包装"),
        "entry": Text(en="Order lines typed in", zh="手工录单"), "chasing": Text(en="Deliveries chased", zh="催货"),
        "scanning": Text(en="Pallets scanned", zh="托盘扫码")}
today = {"inspection": (1_200, 40), "repacking": (480, 90), "entry": (2_000, 18), "chasing": (260, 55)}
then = {"inspection": (100, 40), "entry": (150, 18), "chasing": (40, 55), "scanning": (900, 6)}
plots.cost_items(value.value_chain_table(today, then), lang, names=work,
                 sides=(Text(en="Today", zh="现在"), Text(en="With our proposal", zh="按我方方案")))

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which line have you never seen at your customer's?" Walk with one of your units from the gate to the machine once; it takes a morning.
# - **Point at** the new line: a proposal that only saves is not believed. Scanning costs something, and it stands there.

# %% [markdown] to="notes" lang="zh"
# - **问：** “哪一行您从没在客户那里看过？”跟着自己的一台产品，从厂门口走到机器旁，半天就够。
# - **看新增的一行：** 只有节约、没有付出的方案没人信。扫码要花钱，就写在那里。

# %% [markdown] to="lesson" lang="en" covers="U3.08d" screen="3.5 min"
# ### Solution 4: the full supply chain, VMI
#
# Vendor-managed inventory: we see the customer's stock and decide when to deliver.
#
# - Lot: **EOQ** = √(2 × demand × cost of a delivery ÷ holding cost)
# - Average stock = lot ÷ 2 + safety stock (service factor × daily deviation × √days)

# %% [markdown] to="lesson" lang="zh"
# ### 方案四：全供应链成本优化，VMI
#
# 供应商管理库存：客户的库存和计划向我们开放，什么时候送由我们决定。
#
# - 批量：**EOQ** = √（2 × 需求量 × 每次送货成本 ÷ 单位持有成本）
# - 平均库存 = 批量 ÷ 2 + 安全库存（= 服务水平系数 × 每日标准差 × √天数）

# %% to="lesson"
# ▶ The live stock before and under VMI / VMI 前后的库存
live_value.vmi(lang)

# %% [markdown] to="notes" lang="en"
# - **Move** the lot from 90 to 36: the teeth get smaller. Saving 128,000 becomes 144,000; at 12 it falls again, because deliveries cost money, too.
# - **Move** the service level from 80% to 98%: the red line rises, the saving falls to 130,000. Service is stock; say what it costs.
# - **Move** the days from 9 to 20: that is what happens when the customer does not show its plan. Data is the price of VMI.
# - "Less stock and fewer shortages?" Yes: because the safety stock bridges 9 days instead of 36.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把批量从 90 调到 36：锯齿变小，节约由 12.8万元变成 14.4万元；调到 12 又降下来，因为送货也要花钱。
# - **操作：** 把服务水平从 80% 调到 98%：红线上升，节约降到 13万元。服务就是库存，要说清它的价钱。
# - **操作：** 把天数从 9 调到 20：客户不开放计划，就会这样。数据是 VMI 的前提。
# - “库存更少，缺货也更少？”是的，因为安全库存只要撑 9 天，不是 36 天。

# %% to="lesson" screen="1 min"
# ▶ What VMI costs us / VMI 要花我们多少钱
own = value.stock_cost(900, 36, 25.9, 350, 3_468, 0.10)
say(lang, en="If the stock stays ours until it is used: {holding:money} interest and space and {ordering:money} planning and transport a year, **{cost:money}** together. A fee of CNY 24,000 just covers it.",
    zh="如果货在领用之前都归我方：每年利息与场地 {holding:money}，计划与运输 {ordering:money}，合计 **{cost:money}**。服务费 24,000 元刚好够。",
    holding=own.holding_cost_per_year, ordering=own.ordering_cost_per_year, cost=own.cost_per_year)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who owns the stock, who counts it, who pays for what nobody takes any more?" Three sentences of the contract that are forgotten.
# - **Say:** whoever gives VMI away as a courtesy pays 24,000 a year for it and gets nothing. Know the figure, then decide whether to charge it.

# %% [markdown] to="notes" lang="zh"
# - **问：** “货归谁？谁盘点？没人要的呆滞料谁买单？”合同里最容易漏掉的三句话。
# - **讲：** 把 VMI 当人情白送，每年白花 2.4万元。先知道这个数，再决定收不收。

# %% [markdown] to="lesson" lang="en" covers="U3.09a" screen="2 min"
# ### Solution 5: early involvement (EVI)
#
# Before the design is frozen a good idea costs an afternoon; afterwards it costs a change of tools.
# Saving = units × saving for each unit − early engineering; payback = engineering ÷ saving of a year.

# %% [markdown] to="lesson" lang="zh"
# ### 方案五：供应商先期介入（EVI）
#
# 设计定型之前，改一个好主意只花一个下午；定型之后，就得改模具。
# 节约 = 台数 × 每台节约 − 前期工程费；回收期 = 前期工程费 ÷ 每年节约。

# %% to="lesson"
# ▶ One unit smaller in the next shuttle / 下一代穿梭车换小一号
early = value.early_involvement(600, 320, 150_000, 3)
say(lang, en="Our engineer found that the next size down will do: CNY 320 less for each of 600 shuttles a year. Engineering CNY 150,000: back in **{years:number} years**, **{net:money}** saved in three.",
    zh="我方工程师发现小一号就够用：每台少花 320 元，每年 600 台。前期工程费 15万元，**{years:number} 年**收回，三年共节约 **{net:money}**。",
    years=early.payback_years, net=early.net_saving)
cited(lang, "huawei_audit.early")

# %% [markdown] to="notes" lang="en"
# - **Ask:** "We sell a smaller unit: is that not foolish?" We sell it 600 times, and rival A is not in the drawing.
# - Two papers before the first meeting: a confidentiality agreement, and whose the ideas are. The customer's drawings go to nobody else, not inside our house either.
# - **Ask:** "Who at your customer invites you: purchasing or design?" It must be design.

# %% [markdown] to="notes" lang="zh"
# - **问：** “卖小一号的，我们不是亏了吗？”我们卖 600 台，而且图纸里没有对手 A。
# - 第一次开会之前先有两份文件：保密协议、成果归属约定。客户的图纸不给任何第三方，公司内部也不外传。
# - **问：** “客户那边是谁请您去的，采购还是设计？”一定要是设计。

# %% [markdown] to="lesson" lang="en" covers="U3.09b" screen="3 min"
# ### Solution 6: full-project service and full-responsibility performance contract
#
# One name answers for the result and is paid by it.
#
# - Availability = MTBF ÷ (MTBF + MTTR): hours between failures, hours for a repair
# - Fee = base + bonus for each point above the promise − deduction for each point below

# %% [markdown] to="lesson" lang="zh"
# ### 方案六：全项目周期服务与全责绩效合同
#
# 由一家对结果负责，并按结果拿钱。
#
# - 可用率 = MTBF ÷（MTBF + MTTR）：平均无故障时间、平均修复时间
# - 服务费 = 基数 + 每高一个百分点的奖励 − 每低一个百分点的扣款

# %% to="lesson"
# ▶ The live fee of a performance contract / 绩效合同的服务费
live_value.contract(lang)

# %% [markdown] to="notes" lang="en"
# - **Read it:** a failure every 450 hours, 12 hours for the repair: 97.4%, and the promise of 98% costs us 27,000.
# - **Move** the repair from 12 to 8 hours: 98.3%, and a bonus. Faster is often cheaper than better: a spare unit on the site does it.
# - **Move** the promise to 99%: fee 188,000. A promise is a price; do not give it away at the table.
# - **Ask:** "What must stand beside the figure in the contract?" Who measures, what counts as a failure, what the customer must do (oil, load, access).

# %% [markdown] to="notes" lang="zh"
# - **看图：** 平均 450 小时坏一次，修 12 小时：可用率 97.4%，没达到承诺的 98%，被扣 2.7万元。
# - **操作：** 把修复时间从 12 调到 8 小时：98.3%，反而有奖金。修得快常常比坏得少更省钱，现场放一台备机就行。
# - **操作：** 把承诺改成 99%：服务费只剩 18.8万元。承诺就是价格，别在谈判桌上随口送掉。
# - **问：** “合同里这个数字旁边还要写什么？”谁来测量，什么算故障，客户要做到什么（加油、不超载、允许进场）。

# %% [markdown] to="lesson" lang="en" covers="U3.09c" screen="3 min"
# ### Solution 7: supply-chain collaboration
#
# Everybody orders by a forecast of their own, and small waves grow: the **bullwhip** effect (Chen et al. 2000).
# Bullwhip ratio = variance of the orders ÷ variance of the demand.

# %% [markdown] to="lesson" lang="zh"
# ### 方案七：供应链协同
#
# 每家都按自己的预测下单，小波浪就一路放大：**牛鞭效应**（Chen 等，2000）。
# 牛鞭系数 = 订单方差 ÷ 需求方差。

# %% to="lesson"
# ▶ The live waves of a calm market / 平静的市场，起伏的订单
live_value.bullwhip(lang)

# %% [markdown] to="notes" lang="en"
# - **Say:** the line is the market, the bars are what the customer orders, who does nothing wrong: it only averages four weeks and waits four for the goods.
# - **Move** the weeks from order to delivery from 4 to 1: the waves shrink. **Move** the averaged weeks to 12: they shrink, too.
# - **Ask:** "Who pays for the waves?" We: overtime now, empty machines then. So we have something to give for the customer's real figures.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 折线是市场，柱子是客户的订单。客户并没有做错什么，只是按四周平均做预测、等四周到货。
# - **操作：** 把到货周期从 4 周调到 1 周：波浪变小。把平均周数调到 12：也变小。
# - **问：** “这些波浪谁买单？”是我们：一会儿加班，一会儿停工。所以为了客户的真实数据，我们愿意拿东西来换。

# %% to="lesson" screen="1 min"
# ▶ What one plan frees / 共用一份计划能释放多少资金
days = [value.balance_days(balance, flow, days_per_year=360) for balance, flow in ((24_000_000, 90_000_000), (30_000_000, 120_000_000), (15_000_000, 90_000_000))]
say(lang, en="Rynfando's money is away for {stock:whole} days in stock and {due:whole} days with its customers; its suppliers lend it {owed:whole} days: **{cycle:whole} days** cash to cash. Ten days less stock would free {freed:short_money}.",
    zh="莱凡朵的钱在存货里 {stock:whole} 天，在客户那里 {due:whole} 天，供应商垫了 {owed:whole} 天：现金周转期 **{cycle:whole} 天**。存货减少十天，可释放 {freed:short_money}。",
    stock=days[0], due=days[1], owed=days[2], cycle=value.cash_to_cash_days(*days), freed=90_000_000 / 360 * 10)

# %% [markdown] to="notes" lang="en"
# - **Say:** DIO + DSO − DPO. The controller thinks in days; speak to them in days.
# - **Ask:** "Which of the three may we not lengthen?" The last one: longer payment terms are our own money.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 存货天数 + 应收天数 − 应付天数。财务总监看的是天数，就跟他谈天数。
# - **问：** “这三个数里，哪个我们不能帮他拉长？”最后一个：账期一长，垫的是我们自己的钱。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ### The limit beside it
#
# A comparison with a rival is the strongest argument of this unit, and the most dangerous one.
# Compare with figures that the customer has measured or can check; without them compare with today, not with a name.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限
#
# 与对手作比较，是本单元最有力的论据，也是最危险的论据。
# 要比，就用客户测过、查得到的数据；没有数据，就和客户的现状比，不要点名。

# %% to="lesson"
# ▶ What the law says / 法律怎么说
cited(lang, "law.disparagement_2025", "law.fair_comparison")

# %% [markdown] to="notes" lang="en"
# - **Say** it plainly: a made-up hour of standstill in the rival's column is no slip; once it is passed on, it may be unlawful disparagement.
# - The way out costs nothing: leave the rival's column empty and let the customer fill it in. Their own figure convinces them more than ours.
# - Audit sheets, drawings and stock figures are the customer's secrets: not on our slides for the next customer.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 认真讲清楚：在对手那一栏编一个停机小时数，不是小毛病，传出去就可能构成商业诋毁。
# - 办法不花钱：对手那一栏空着，请客户自己填。他自己的数，比我们的数更让他信服。
# - 评分表、图纸、库存数据都是客户的秘密，不要出现在给下一家客户看的材料里。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# Rynfando's purchasing manager calls: "Give me 5% and I forget about the audit."
# What do you answer, and what do you put on the table instead?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 莱凡朵的采购经理打来电话：“给我降 5%，稽核的事就算了。”
# 您怎么回答？拿什么来代替降价？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "Give 3%": ask what the production manager has of it when the line stands still again
# - "Mend delivery first": ask how, by when, and how the customer will see it; a buffer stock is there in four weeks
# - "Offer VMI": good, it answers the letter that broke; 5% of the price would be about 385,000 a year, VMI brings the customer more than 100,000 and costs us 24,000
# - "Ask whether he may forget an audit": the best one; the floor is not his to lift, and a favour of this kind falls back on both
#
# **The point:** the complaint names the letter, the letter names the solution. A discount answers none of the seven letters except one, and that one was not the trouble.

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “降 3%”：追问生产线再停的时候，生产经理从中得到了什么
# - “先把交付补上”：追问怎么补、何时补好、客户怎么看得到；缓冲库存四周就能到位
# - “做 VMI”：好，正好对应断掉的那一项；降价 5% 一年约 38.5万元，VMI 给客户带来 10万元以上，我方只花 2.4万元
# - “问他有没有权‘算了’”：最好的回答；底线不是他能取消的，这种人情迟早连累双方
#
# **要点：** 听抱怨，知道是哪一项；知道哪一项，就知道用哪种方案。七项里降价只对得上一项，而这次出问题的并不是它。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You looked at your own company as the customer's auditor does, and saw that a floor comes before any score
# - You put into yuan what the customer gets and gives, and raised the difference without a price cut
# - You chose among seven solutions by the moment at which the money is lost, and worked out what each brings

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您用客户稽核员的眼光看了自己的公司，知道底线先于总分
# - 您把客户的所得和付出折算成了金额，不降价也把差额做大了
# - 您按“钱丢在什么时候”从七种方案中作了选择，并算出了各能带来多少

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for one bullet each, with an account of their own.
# - **Bridge:** what we are worth is the upper end of the price (U7). Everybody opens the exercises now.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各讲一条，举自己的客户。
# - **过渡：** 我们值多少，就是价格的上限（U7）。现在请大家打开练习。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u3_value.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u3_value.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U3 exercises · What are we worth to the customer?
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U3 练习 · 我们对客户值多少？
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import live_value, open_desk

desk = open_desk("U3", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import plots, units, value, workbook
from kamlib.classroom.keys import load_keys
from kamlib.text import Text
from kamlib.units.u3_value import COST_PARTS, GRADES, LETTERS, SOLUTIONS, SUPPLIERS, VALUE_PARTS
from kamlib.units.u3_value.complaints import COMPLAINTS
from kamlib.widgets.show import prove, say, table

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed the same id as in the other units and seen a greeting?
# - **Say:** each of you has figures of your own, so compare the way, not the result. Three hints on each card; ask for one before you ask me.
# - Five exercises take about 70 minutes. If time is short: 1, 3 and 5 here, 2 and 4 in the evening.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了和其他单元相同的编号、看到了欢迎语吗？
# - **讲：** 每人的数据都不一样，所以比方法，不比结果。每张卡片有三条提示，先看提示再来问我。
# - 五道练习约需 70 分钟。时间不够时，课堂上做第 1、3、5 题，第 2、4 题晚上做。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 1 · Audit yourself through the customer's eyes
#
# A customer's audit of us and two rivals, and four improvements to choose from.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 用客户的眼光自查
#
# 一家客户对我方和两家对手的稽核，以及四项可选的改进。

# %% to="exercise"
# ▶ The radar / 雷达图
desk.beside("U3.X1", live_value.audit_beside)

# %% [markdown] to="notes" lang="en"
# - **Show it once:** move one letter by the points of its plan and read the sentence below; then move it back.
# - **Say:** the radar shows the score, not the cost. The question asks for both.

# %% [markdown] to="notes" lang="zh"
# - **示范一次：** 把一项指标加上某项改进的分数，读下面那句话，再拉回来。
# - **讲：** 雷达图只显示总分，不显示费用；题目两样都要。

# %% to="exercise" screen="12 min"
# ▶ Exercise 1: audit yourself / 练习 1：自查
desk.card("U3.X1")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Who starts with the plans has skipped the floors; ask: "Who may stay at all?"
# - **Listen for** "we have 62 there, that is our worst letter": fewest points are not most points lost.
# - Stop after 12 minutes.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 一上来就选改进方案的，跳过了底线。问他：“谁还有资格留下？”
# - **留意**有人说“这项只有 62 分，是最差的”：得分最低，不等于丢分最多。
# - 12 分钟到点就停。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 1 · Audit yourself through the customer's eyes

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 用客户的眼光自查

# %% to="solution"
# ▶ Score, floor, weakest letter / 总分、底线、丢分最多的一项
data = units.exercise("U3.X1").sheet(0).data
points, weights = pd.DataFrame(data["points"]).T[list(LETTERS)], {letter: weight / 100 for letter, weight in data["weights"].items()}
card = value.audit_scorecard(points, weights, floors=data["floors"], grades=GRADES, weakest_by="weighted_gap")
shown = pd.DataFrame({"who": [SUPPLIERS[who] for who in card.index], "score": card.score, "grade": card.grade,
                      "floor": [LETTERS[under[0]] if under else Text(en="–", zh="–") for under in card.below_floor],
                      "lost": [LETTERS[letter] for letter in card.weakest]})
headings = {"who": ("Supplier", "供应商"), "score": ("Score", "总分"), "grade": ("Grade", "等级"), "floor": ("Below the floor in", "低于底线"), "lost": ("Loses most in", "丢分最多")}
table(shown, lang, columns=headings, formats={"score": "number"})

# %% to="solution"
# ▶ What each improvement brings / 各项改进能带来什么
plans = pd.DataFrame(data["plans"]).set_index("id")
ranked = value.rank_improvements(data["points"]["us"], weights, plans, floors=data["floors"])
names = {option.id: option.label for option in units.exercise("U3.X1").sheet(0).by_id["best"].options}
rows = ranked.assign(plan=[names[id] for id in ranked.index], per=ranked.score_lift_per_cny * 100_000,
                     clears=[Text(en="yes", zh="能") if clears else Text(en="–", zh="–") for clears in ranked.clears_floor])
headings = {"plan": ("Improvement", "改进"), "score_lift": ("Lifts the score by", "总分提高"), "per": ("for CNY 100,000", "每 10万元"), "clears": ("Clears the floor", "能否过底线")}
table(rows, lang, columns=headings, formats={"score_lift": "number", "per": "number"})

# %% to="solution"
# ▶ The marks / 得分
best, first = ranked.index[0], ranked.index[ranked.clears_floor][0]
rivals = card[~card.knocked_out].drop(index="us", errors="ignore").score.max()
answers = {"scores": {f"{who}/score": str(score) for who, score in card.score.items()}, "out": list(card.index[card.knocked_out]),
           "gap": str(card.score["us"] - rivals), "costly": card.weakest["us"], "best": best,
           "lift": str(rows.per[best]), "first": first}
result = prove("U3.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** We 79.32, rival A 79.10, rival B 76.22: the best score is ours, and two of three are out.
# - **Step 2.** Best for the money is the cost study, 1.33 points for 100,000. Most common slip: to begin with it. The buffer stock comes first, although it brings half as much: it opens the door.
# - **Say:** a floor is a yes or no, a score is a more or less. First the one, then the other.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 我方 79.32，对手 A 79.10，对手 B 76.22：总分我们最高，三家里两家出局。
# - **第 2 步。** 最划算的是联合降本，每 10万元 1.33 分。最常见的错就是先做它。应先做缓冲库存，虽然见效只有一半，但它能打开门。
# - **讲：** 底线是“行不行”，总分是“好不好”。先过底线，再比总分。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 2 · Two doors to delivered value
#
# Raise the delivered value by 10% twice: once by lower cost, once by higher value, each as cheaply as you can.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 通往让渡价值的两扇门
#
# 把客户让渡价值提高 10%，算两遍：一遍靠降成本，一遍靠提价值，每遍都要花得最少。

# %% to="exercise"
# ▶ The balance / 价值天平
desk.beside("U3.X2", live_value.two_doors)

# %% [markdown] to="notes" lang="en"
# - **Show it once:** the same step through either door moves the balance by the same percentage.
# - **Say:** the balance does not know what a move costs us; the table on the card does.

# %% [markdown] to="notes" lang="zh"
# - **示范一次：** 走哪扇门都一样：金额相同，天平变动的百分比就相同。
# - **讲：** 天平只看客户这一头；我们要花多少钱，看卡片上的表。

# %% to="exercise" screen="12 min"
# ▶ Exercise 2: two doors / 练习 2：两扇门
desk.card("U3.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** a slider that you do not need stands at the amount of today; set it there all the same.
# - **Listen for** "then we give 120,000 off": ask what else would give the customer 120,000.
# - Stop after 12 minutes.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 不动的项目也要把滑块放在现在的金额上。
# - **留意**有人说“那就便宜 12万”：问他，还有什么办法能让客户多得 12万？
# - 12 分钟到点就停。

# %% [markdown] to="solution" lang="en" screen="2.5 min"
# ### Worked solution 2 · Two doors to delivered value

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 通往让渡价值的两扇门

# %% to="solution"
# ▶ The step that both doors need / 两扇门要补的差额
data = units.exercise("U3.X2").sheet(0).data
gets, gives = sum(data["values"].values()), sum(data["costs"].values())
wanted = value.delivered_value_target(gets, gives, 0.10)
say(lang, en="CDV {gets:money} − {gives:money} = **{cdv:money}**; 10% more is **{target:money}**, a step of {step:money} through either door.",
    zh="CDV = {gets:money} − {gives:money} = **{cdv:money}**；提高 10% 是 **{target:money}**，走哪扇门都要补上 {step:money}。",
    gets=gets, gives=gives, cdv=gets - gives, target=wanted.target, step=wanted.cost_cut)

# %% to="solution"
# ▶ The cheapest parts first / 先用最省钱的项目
names, moves, paid = VALUE_PARTS | COST_PARTS, {}, {}
for side in ("costs", "values"):
    left, paid[side] = wanted.cost_cut, 0.0
    for part in sorted(data[side], key=data["rate"].get):
        moves[part] = min(left, data["room"][part])
        left, paid[side] = left - moves[part], paid[side] + moves[part] * data["rate"][part]
rows = pd.DataFrame([{"part": names[part], "move": move, "rate": data["rate"][part], "pays": move * data["rate"][part]} for part, move in moves.items() if move])
headings = {"part": ("Part", "项目"), "move": ("Move", "变动额"), "rate": ("Costs us for each CNY", "每元花费"), "pays": ("Costs us", "我方花费")}
table(rows, lang, columns=headings, formats={"move": "whole", "rate": "number", "pays": "whole"})

# %% to="solution"
# ▶ The door, and the marks / 选哪扇门与得分
say(lang, en="Door 1 costs us **{one:money}**, door 2 **{two:money}**; a price cut would cost {cut:money}.",
    zh="第一扇门我方花 **{one:money}**，第二扇门 **{two:money}**；直接降价要 {cut:money}。", one=paid["costs"], two=paid["values"], cut=wanted.cost_cut)
answers = {"cdv": str(gets - gives), "target": str(wanted.target), "pay_cost": str(paid["costs"]), "pay_value": str(paid["values"]),
           "door": "cost" if paid["costs"] < paid["values"] else "value"}
answers |= {part: str(now - moves[part]) for part, now in data["costs"].items()} | {part: str(now + moves[part]) for part, now in data["values"].items()}
result = prove("U3.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Both doors need 120,000. Most common slip: 10% of the value, which would be 980,000.
# - **Step 2.** 24,000 through door 1, 45,000 through door 2, 120,000 by the price. **Say:** we are good at delivering and bad at being cheap.
# - In other variants door 2 is the cheaper one; the rule stays, the door changes.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 两扇门都要 12万。最常见的错是取总价值的 10%，那就成了 98万。
# - **第 2 步。** 第一扇门 2.4万，第二扇门 4.5万，降价 12万。**讲：** 我们的本事在交付，不在便宜。
# - 别的数据里也有第二扇门更省的；规则不变，门会变。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 3 · Cheaper purchase, dearer life
#
# Two drives for one pump: work out the life-cycle cost, the break-even year and the highest price we can ask.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 买得便宜，用得贵
#
# 同一台水泵的两种驱动：算出全生命周期成本、盈亏平衡年和我方最高可报价。

# %% to="exercise"
# ▶ When is the difference back? / 差价哪年收回？
desk.beside("U3.X3", live_value.break_even)

# %% [markdown] to="notes" lang="en"
# - **Show it once** with the pair of the hint, 20,000 and 6,000. It knows no disposal, so the last year may differ a little.
# - **Say:** set it when you have the price difference and the yearly saving, not before.

# %% [markdown] to="notes" lang="zh"
# - **示范一次，** 用提示里的 20,000 和 6,000。它不含处置费，最后一年会略有差别。
# - **讲：** 先算出差价和每年节省，再来设滑块。

# %% to="exercise" screen="12 min"
# ▶ Exercise 3: cheaper purchase, dearer life / 练习 3：买得便宜，用得贵
desk.card("U3.X3")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Most forget the downtime; ask who at the customer pays for it.
# - The factors stand on the card; nobody needs a formula with powers.
# - Stop after 12 minutes.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 多数人会漏掉停机损失，问他：客户那里谁在付这笔钱？
# - 系数就在卡片上，不用自己算乘方。
# - 12 分钟到点就停。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 3 · Cheaper purchase, dearer life

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 买得便宜，用得贵

# %% to="solution"
# ▶ Where the curves cross / 曲线在哪里相交
data, costs, running = units.exercise("U3.X3").sheet(0).data, {}, {}
for offer, given in data["offers"].items():
    items = {"energy": given["kilowatts"] * data["hours"] * data["energy_price"], "maintenance": given["maintenance"],
             "downtime": given["stop_hours"] * data["loss_per_hour"]}
    running[offer] = sum(items.values())
    costs[offer] = value.life_cycle_cost_table(given["price"], items, given["disposal"], data["discount"], data["years"], cost_timing="end")
plots.life_cycle_curves(costs, lang, names=SUPPLIERS)

# %% to="solution"
# ▶ The highest price, and the marks / 最高可报价与得分
life = {offer: cost.present_value.sum() for offer, cost in costs.items()}
price = data["offers"]["us"]["price"]
highest = value.highest_acquisition_cost(price, life["us"], data["years"], life["rival_b"], data["years"], data["discount"])
year = value.break_even_year(costs["us"].present_value, costs["rival_b"].present_value).year
say(lang, en="Break-even in **year {year:whole}**; highest price {price:money} + {theirs:money} − {ours:money} ≈ **{highest:money}**.",
    zh="**第 {year:whole} 年**收回差价；最高可报价 = {price:money} + {theirs:money} − {ours:money} ≈ **{highest:money}**。", year=year, price=price, theirs=life["rival_b"], ours=life["us"], highest=highest)
saved = {item: costs["rival_b"][item].sum() - costs["us"][item].sum() for item in items}
answers = {"running": {f"{offer}/running": str(each) for offer, each in running.items()}, "life": {f"{offer}/life": str(each) for offer, each in life.items()},
           "largest": max(saved, key=saved.get), "break_even": str(year), "highest": str(highest)}
result = prove("U3.X3", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** 56,000 ÷ 13,280 = 4.2 years without interest, year 6 with it. That is the most common slip.
# - **Step 2.** The highest price is 202,000; we ask 168,000. **Ask:** "Why not 202,000?" Because then the customer gains nothing. How to share the 34,000 is U7.
# - Energy saves most here. In other variants it is downtime, and then the talk is with production, not with the energy manager.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 56,000 ÷ 13,280 = 4.2 年，这是不计息的；计息后是第 6 年。最常见的错就在这里。
# - **第 2 步。** 最高 20.2万元，我们报 16.8万元。**问：** “为什么不报 20.2万元？”那样客户什么也得不到。这 3.4万元怎么分，是 U7 的内容。
# - 这里电费省得最多。别的数据里也有停机省得最多的，那就该找生产部门谈。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 4 · The VMI pitch
#
# Choose lot size and service level, and tell the customer what it saves a year.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · VMI 提案
#
# 选定批量和服务水平，告诉客户一年能节约多少。

# %% to="exercise"
# ▶ Stock before and under VMI / VMI 前后的库存
desk.beside("U3.X4", live_value.vmi_beside)

# %% [markdown] to="notes" lang="en"
# - **Show it once:** one step of the lot, one step of the level, read the sentence. It does not know our fee.
# - **Say:** first calculate, then check with the sliders.

# %% [markdown] to="notes" lang="zh"
# - **示范一次：** 批量动一格，服务水平动一格，读下面那句话。它没有扣服务费。
# - **讲：** 先算，再用滑块核对。

# %% to="exercise" screen="12 min"
# ▶ Exercise 4: the VMI pitch / 练习 4：VMI 提案
desk.card("U3.X4")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Where the EOQ is far too small, the unit cost was taken for the holding cost.
# - **Listen for** "we save 770,000": that is the money freed once. Ask what it brings in a year.
# - Stop after 12 minutes.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** EOQ 小得离谱的，多半是把进价当成了持有成本。
# - **留意**有人说“能省 77万”：那是一次性释放的资金。问他：一年能带来多少？
# - 12 分钟到点就停。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 4 · The VMI pitch

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · VMI 提案

# %% to="solution"
# ▶ Lot and safety stock / 批量与安全库存
data = units.exercise("U3.X4").sheet(0).data
inputs = (data["demand"], data["vmi_order_cost"], data["carrying_rate"])
basis = {"holding_basis": "share_of_unit_cost", "unit_cost": data["unit_cost"]}
exact, lot = value.economic_lot_size(*inputs, **basis), value.economic_lot_size(*inputs, **basis, pack_size=data["pack"])
safety = value.safety_stock(data["deviation"], data["lead_days"], 1 - 1 / data["one_in"], service="cycle")
say(lang, en="EOQ **{exact:one}**, in packs **{lot:whole}**; one shortage in {one_in:whole} deliveries is a level of {level:percent}, safety stock **{safety:one}**.",
    zh="EOQ 为 **{exact:one}**，按整包取 **{lot:whole}**；每 {one_in:whole} 次最多缺一次，即 {level:percent}，安全库存 **{safety:one}**。",
    exact=exact, lot=lot, one_in=data["one_in"], level=1 - 1 / data["one_in"], safety=safety)

# %% to="solution"
# ▶ The saw-tooth before and after / 前后的锯齿图
sides = (Text(en="Today", zh="现在"), Text(en="Under VMI", zh="VMI 之后"))
plots.stock_saw_teeth((data["lot"], data["safety"]), (lot, safety), data["demand"] / 250, 180, lang, sides=sides)

# %% to="solution"
# ▶ The saving, and the marks / 节约额与得分
money = (data["unit_cost"], data["carrying_rate"])
effect = value.vmi_effect(value.stock_cost(data["demand"], data["lot"], data["safety"], data["order_cost"], *money),
                          value.stock_cost(data["demand"], lot, safety, data["vmi_order_cost"], *money))
say(lang, en="Saved: {holding:money} holding + {ordering:money} ordering − fee {fee:money} = **{net:money} a year**; freed once: **{cash:money}**.",
    zh="节约：持有 {holding:money} + 订货 {ordering:money} − 服务费 {fee:money} = **每年 {net:money}**；一次性释放 **{cash:money}**。",
    holding=effect.holding_saving_per_year, ordering=effect.ordering_saving_per_year, fee=data["fee"], net=effect.saving_per_year - data["fee"], cash=effect.cash_released)
answers = {"eoq": str(exact), "chosen_lot": str(lot), "level": "l3", "safety": str(safety), "saving": str(effect.saving_per_year - data["fee"]), "cash": str(effect.cash_released)}
result = prove("U3.X4", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** EOQ 34.0, packs of 6: 36 costs less than 30. The level is the lowest that keeps the promise; a higher one is generous with the customer's money.
# - **Step 2.** Ordering gets dearer here: 25 deliveries instead of 4 orders. The saving is in the holding. Say both.
# - Most common slip: the whole lot counted as stock.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** EOQ 34.0，每包 6 件：36 比 30 省。服务水平取能兑现承诺的最低一档，再高就是拿客户的钱大方。
# - **第 2 步。** 订货成本其实变高了：由 4 次订货变成 25 次送货。节约来自持有成本，两样都要说。
# - 最常见的错：把整批当成平均库存。

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Exercise 5 · Match the solution
#
# Seven complaints, seven solutions: listen when the money is lost.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 5 · 匹配解决方案
#
# 七个抱怨，七种方案：听一听钱丢在什么时候。

# %% to="exercise"
# ▶ Exercise 5: match the solution / 练习 5：匹配解决方案
desk.card("U3.X5")

# %% [markdown] to="notes" lang="en"
# - **Say:** each solution fits once. Who is stuck between two asks: before or after the hand-over? One shelf or several plans?
# - Who is done early writes an eighth complaint and lets the neighbour find the solution.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 每种方案只对应一个抱怨。拿不准的问一问：交付之前还是之后？一个货架还是几家的计划？
# - 先做完的请自己写第八个抱怨，考考旁边的学员。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 5 · Match the solution

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 5 · 匹配解决方案

# %% to="solution"
# ▶ Seven complaints, seven solutions, and the marks / 七个抱怨、七种方案与得分
sheet = units.exercise("U3.X5").sheet(0)
found, order = sheet.truth["solutions"], list(SOLUTIONS)
ids = sorted(found, key=lambda id: order.index(found[id]))
rows = pd.DataFrame({"said": [COMPLAINTS[found[id]][id] for id in ids], "solution": [SOLUTIONS[found[id]] for id in ids]})
table(rows, lang, columns={"said": ("Complaint", "抱怨"), "solution": ("Solution", "方案")})
result = prove("U3.X5", {"solutions": found, "raising": sheet.truth["raising"]}, lang)

# %% [markdown] to="notes" lang="en"
# - **Read the complaints aloud**, one by one, and let the room say the moment before the solution.
# - The pair that is mixed up most: VMI and collaboration. VMI looks after one shelf, collaboration after several companies' plans.

# %% [markdown] to="notes" lang="zh"
# - **逐条念抱怨，** 请大家先说出“什么时候”，再说方案。
# - 最容易混淆的是 VMI 和供应链协同：VMI 管的是一个货架，协同管的是几家企业的计划。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · A package instead of a price cut
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 用一揽子方案代替降价
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U3.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** five parts of a package, each with its figures; three situations in which suppliers are changed; and a note to the customer.
# - Planned as work after class: 35 minutes alone. Say until when and how the file is handed in.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 一揽子方案的五项，各有数据；三种容易被更换的情况；再给客户写一段说明。
# - 按课后作业安排，一个人约 35 分钟。说清截止时间和提交方式。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution of the wrap-up case · A package instead of a price cut

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 用一揽子方案代替降价

# %% to="solution"
# ▶ A to C: project, value chain, early involvement / A 到 C：项目、价值链、先期介入
data = units.exercise("U3.W").sheet(0).data
project = {offer: value.project_cycle_cost(data["project"][offer]["stages"], data["project"][offer]["late"], data["project"]["loss_per_day"]) for offer in ("us", "rival_b")}
sides = [{each["id"]: (each[when], each["rate"]) for each in data["activities"]} for when in ("before", "after")]
chain = value.value_chain_table(*sides).saving.sum()
early = value.early_involvement(data["evi"]["units"], data["evi"]["saving"], data["evi"]["engineering"], data["evi"]["years"])
say(lang, en="A: {ours:money} against {theirs:money}. B: **{chain:money}** a year. C: **{early:money}** in all, back in **{back:number}** years.",
    zh="A：{ours:money}对 {theirs:money}。B：每年 **{chain:money}**。C：共 **{early:money}**，**{back:number}** 年收回。",
    ours=project["us"], theirs=project["rival_b"], chain=chain, early=early.net_saving, back=early.payback_years)

# %% to="solution"
# ▶ D: availability and fee / D：可用率与服务费
terms = data["contract"]
reached = value.availability(terms["between"], terms["repair"])
fee = value.performance_fee(reached, terms["promised"], terms["base"], bonus_per_percentage_point=terms["bonus"], malus_per_percentage_point=terms["malus"])
plots.fee_curve(reached, terms["promised"], terms["base"], terms["bonus"], terms["malus"], lang)

# %% to="solution"
# ▶ E: the waves, and the days / E：波动与天数
weeks, books = data["weeks"], data["balance"]
flows = {"stock": "cost_of_sales", "receivables": "sales", "payables": "cost_of_sales"}
days = [value.balance_days(books[name], books[flow], days_per_year=360) for name, flow in flows.items()]
say(lang, en="Bullwhip ratio **{ratio:number}**, cash to cash **{days:one} days**.", zh="牛鞭系数 **{ratio:number}**，现金周转期 **{days:one} 天**。",
    ratio=value.bullwhip_ratio(weeks["orders"], weeks["demand"]), days=value.cash_to_cash_days(*days))

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **A:** the delay forgotten. **B:** what is left counted as saved. **D:** points taken for fractions. **E:** everything set against sales.

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **A：** 漏了延误。**B：** 把剩下的也算成节约。**D：** 把百分点当成小数。**E：** 全部除以销售额。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **The failure**: be there today, contain the damage, give dates
# - **The rival in the design office**: offer an engineer and a first calculation now, not a low price later
# - **The second source**: ask which risk is meant, and answer it

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **质量事故**：今天就到现场，先止损，给出日期
# - **对手坐进了设计部**：马上派工程师、拿出一版计算，而不是以后报低价
# - **要引入第二家**：问清担心什么风险，逐条回应

# %% to="solution"
# ▶ The marks / 得分
key = load_keys(workbook.keys()).find("U3.W", 0, "first_step")
answers = {"project": {f"{offer}/project": str(cost) for offer, cost in project.items()}, "chain": str(chain), "early": str(early.net_saving),
           "payback": str(early.payback_years), "availability": f"{reached:.3%}", "fee": str(fee),
           "bullwhip": str(value.bullwhip_ratio(weeks["orders"], weeks["demand"])), "cash_days": str(value.cash_to_cash_days(*days)),
           "first_step": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Saving in CNY, promise, plan and data: see the rubric / 节约金额、承诺、计划与数据：见评分标准。" * 4}
result = prove("U3.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** a discount for every trouble, waiting for a final report, talking about the rival.
# - **The note** is marked by hand: two parts with figures, a promise with its consequence, what the customer must do, nothing unproved about the rival.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 一有麻烦就打折，等最终报告，说对手的坏话。
# - **那段说明** 人工评分：两项内容及金额、承诺及做不到的后果、需要客户配合什么、不说没有依据的对手信息。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Take it home: the customer-value workbook
#
# One Excel file with four sheets for one account: TQRDCES self-audit, delivered value, life-cycle cost, VMI saving.
# Once filled with Rynfando, once empty for your own.

# %% [markdown] to="exercise" lang="zh"
# ## 带走：客户价值测算表
#
# 一个 Excel 文件，四张表，对应一家客户：TQRDCES 自评表、让渡价值测算表、全生命周期成本对比表、VMI 节约测算表。
# 一份填好了莱凡朵，一份空白，供您填写自己的客户。

# %% to="exercise"
# ▶ The Excel file / Excel 文件
from kamlib.forms.customer_value import FORM, case_customer_value
from kamlib.forms.form import FormData, form_bytes
from kamlib.widgets.show import download

for file, label, filled in (("example", ("Example: Rynfando", "示例：莱凡朵"), case_customer_value(lang)),
                            ("own", ("Empty, for my own account", "空白表，填写自己的客户"), FormData(own=True))):
    title = f"{FORM.title.pick(lang)} {file}.xlsx".replace(" ", "_")
    download(title, form_bytes(FORM, filled, lang), label[0 if lang == "en" else 1])

# %% [markdown] to="notes" lang="en"
# - **Say:** yellow cells are yours, the others calculate. Fill the first sheet before your next visit and the second one with the customer.
# - The rival's column stays empty until the customer has filled it in.
# - **The last question:** "Which of your letters would you not like to have audited tomorrow?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 黄色单元格由您填写，其他自动计算。下次拜访之前填第一张，第二张和客户一起填。
# - 对手那一栏空着，等客户自己来填。
# - **最后一问：** “您公司哪一项，最怕明天就来稽核？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 4, audit score and value, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 4 步“稽核得分与价值”，那里的客户就是您贯穿各单元的客户。
