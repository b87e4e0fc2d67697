# ---
# unit: U2
# module: 1_key_accounts
# items: [U2.01, U2.02, U2.03, U2.04, U2.04a, U2.04b, U2.04c, U2.04d, U2.05]
# ---

# %% [markdown] to="lesson" lang="en"
# # U2 · Who are our strategic key accounts, and how do we grade them?
#
# Press **▶▶ Start** in the bar above, then read on.
#
# **After this unit you can**
#
# - say why accounts are graded by lifetime profit and not by sales
# - build a tier pyramid from an account list, and defend its borders
# - match contact, people, offer and price to each of the four tiers

# %% [markdown] to="lesson" lang="zh"
# # U2 · 谁是我们的战略大客户，怎样划分等级？
#
# 请先点击上方的 **▶▶ 开始**，再往下读。
#
# **学完本单元，您能够**
#
# - 说清为什么按全生命周期利润而不是按销售额分级
# - 用一份客户清单搭出客户等级金字塔，并说得清等级线为什么这样划
# - 为四个层级分别配好联系方式、人员、方案和价格

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

# %% [markdown] to="lesson" lang="en"
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

# %% to="lesson"
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

# %% [markdown] to="lesson" lang="en" covers="U2.01"
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
# 它由三件事决定：每年净留多少，客户留下来的把握有多大，以后的钱折现后值多少。

# %% [markdown] to="lesson" lang="en"
# The course document names the CLP model; the formula used here is that of Berger and Nasr (1998).
#
# - contribution a year, as long as the account stays (retention rate r)
# - minus the cost to serve it a year
# - all discounted to today (discount rate d)

# %% [markdown] to="lesson" lang="zh"
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

# %% [markdown] to="lesson" lang="en"
# Two conventions are in use, and they give different figures: does the first margin come at once or after a year?
# Say which one you use, and use the same one for all accounts.
#
# There is a short form for a calculator, without a last year and with the first margin after a year:
# CLP = (contribution − cost to serve) × **r ÷ (1 + d − r)**. The exercises use it; the factor is called the margin multiple.

# %% [markdown] to="lesson" lang="zh"
# 实务中有两种约定，结果并不相同：第一笔边际贡献是现在就算，还是一年以后才算？
# 请说明用的是哪一种，并且对所有客户用同一种。
#
# 手算有一个简式：不设最后一年，第一笔边际贡献在一年以后：
# CLP =（边际贡献 − 服务成本）× **r ÷ (1 + d − r)**。练习中用的就是它，这个系数叫毛利倍数。

# %% to="lesson"
# ▶ The same account, two conventions / 同一个客户，两种约定
say(lang, en="Contribution {c:money} and cost to serve {s:money} a year, retention 91%, discount rate 10%, ten years:",
    zh="每年边际贡献 {c:money}，服务成本 {s:money}，保留率 91%，折现率 10%，十年：", c=535_000, s=80_000)
for first in ("now", "end"):
    clp = lifetime.lifetime_profit(535_000, 80_000, 0.91, 0.10, 10, first_margin=first, cost_timing="middle")
    say(lang, en="First margin {when}: **{clp:money}**", zh="第一笔边际贡献{when}：**{clp:money}**", clp=clp,
        when={"en": {"now": "at once", "end": "after a year"}, "zh": {"now": "现在就算", "end": "一年以后才算"}}[lang][first])

# %% to="lesson"
# ▶ The same account by the short form / 同一个客户，用简式计算
multiple = lifetime.margin_multiple(0.91, 0.10, first_margin="end")
say(lang, en="{left:money} × 0.91 ÷ (1 + 0.10 − 0.91) = **{clp:money}**: no end year, first margin after a year. The margin multiple is about {multiple:number}.",
    zh="{left:money} × 0.91 ÷ (1 + 0.10 − 0.91) = **{clp:money}**：不设最后一年，第一笔边际贡献在一年以后。毛利倍数约为 {multiple:number}。",
    left=535_000 - 80_000, multiple=multiple, clp=(535_000 - 80_000) * multiple)

# %% to="lesson"
# ▶ How few accounts bring how much / 少数客户带来多少
positive = accounts.clp.clip(lower=0)  # losses count as zero
finding = Text(en="The largest 20% of the accounts bring {share:percent0} of all positive lifetime profit",
               zh="最大的 20% 客户带来全部正的全生命周期利润的 {share:percent0}")
largest_fifth = {"share": tiers.concentration_ratio(positive, len(positive) // 5)}
display(plots.lorenz(positive, lang, finding.fill(lang, largest_fifth)))
say(lang, en="Gini index **{g:number}**; the five largest bring **{cr:percent0}** of all positive lifetime profit (losses counted as zero).",
    zh="基尼系数 **{g:number}**；最大的五家客户带来全部正的全生命周期利润的 **{cr:percent0}**（亏损按零计）。",
    g=tiers.gini(positive), cr=tiers.concentration_ratio(positive, 5))

# %% [markdown] to="lesson" lang="en" covers="U2.03,U2.04,U2.04a,U2.04b,U2.04c,U2.04d"
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

# %% to="lesson"
# ▶ The pyramid of Tarvane Drives / 塔凡传动的金字塔
floors = {"strategic": 6_000_000, "value": 2_000_000, "standard": 500_000}
accounts["tier"] = tiers.tiers_by_threshold(accounts.clp, floors)
summary = tiers.tier_summary(accounts.clp, accounts.tier)
plots.pyramid(summary, lang)

# %% [markdown] to="lesson" lang="en"
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

# %% [markdown] to="lesson" lang="en"
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

# %% to="lesson"
# ▶ Value today against potential / 当前价值与潜在价值
current = accounts.contribution_per_year - accounts.service_cost_per_year
potential = accounts.potential_wallet_per_year - accounts.sales_per_year
cuts = {"current_cut": 1_000_000, "potential_cut": 5_000_000}
tier = tiers.tiers_by_two_axes(current, potential, **cuts)
plots.two_axis_map(current, potential, tier, lang, names=list(accounts[name]), **cuts)

# %% [markdown] to="lesson" lang="en"
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

# %% [markdown] to="lesson" lang="en" covers="U2.02"
# ## Case: Huawei's tier pyramid
#
# The document names this case and tells nothing of it; the pyramid above is a teaching model of ours and no picture of Huawei's.
# What can be cited: in its annual reports of 2017 and 2019 Huawei describes itself as organised by customer groups and puts customers at the centre.
# Published accounts of its grading are second-hand and contradict each other, so this course draws the idea only: few accounts at the top, each with its own team.
#
# **The limit beside it.** Treating accounts differently is lawful as long as the reasons are commercial: volume, cost, contract.
# Gifts and favours for people at the top account are not "grade benefits"; they fall under the law against commercial bribery and your own company's rules.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：华为的客户等级金字塔
#
# 课程文件只提到这个案例的名称，没有内容；上面的金字塔是本课程的教学模型，并不是华为的图。
# 可以引用的事实：华为在 2017 年和 2019 年年报中说明其按客户群组织业务，并以客户为中心。
# 关于其分级方法的公开说法多为转述且互有出入，因此本课程只取其思路：塔尖客户很少，各有专属团队。
#
# **界限。** 区别对待客户是合法的，只要理由是商业性的：采购量、成本、合同。
# 给塔尖客户的个人送礼、给好处，不是“等级待遇”，要受反商业贿赂法律和贵公司规定的约束。

# %% [markdown] to="lesson" lang="en" covers="U2.05"
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

# %% to="lesson"
# ▶ 6,000 service hours, shared out by tier / 6,000 个服务工时按等级分配
weights = {"strategic": 8, "value": 4, "standard": 2, "transactional": 1}
accounts["hours"] = tiers.hours_by_tier(accounts.tier, 6000, weights)
per_tier = accounts.groupby("tier", observed=True).hours.agg(["count", "sum", "max"]).loc[list(tiers.TIERS)]
say(lang, en="6,000 service hours a year, an account of each tier weighing {strategic} : {value} : {standard} : {transactional}:",
    zh="每年 6,000 个服务工时，各等级每户权重为 {strategic} : {value} : {standard} : {transactional}：", **weights)
table(per_tier, lang, index=True, columns={"index": ("Tier", "等级"), "count": ("Accounts", "客户数"),
      "sum": ("Hours", "工时"), "max": ("Hours an account, at most", "每户最多工时")},
      formats={"index": "tier", "count": "whole", "sum": "whole", "max": "whole"})

# %% [markdown] to="lesson" lang="en"
# ### A grade is not for ever
#
# The chart below shows the tiers of two years as the sales office filed them, by sales.
# Do it better: review the pyramid once a year by lifetime profit, with one rule for everybody.
# Who moved, and why? An account that falls two tiers in a year is a story somebody should be able to tell.

# %% [markdown] to="lesson" lang="zh"
# ### 等级不是一劳永逸
#
# 下图是销售部当年登记的两年等级，依据的是销售额。
# 更好的做法：每年按全生命周期利润、用同一套规则复审一次金字塔。
# 谁的等级变了，为什么变？一年之内连降两级的客户，背后必有故事，应当有人讲得清楚。

# %% to="lesson"
# ▶ From last year's tiers to this year's / 从去年的等级到今年的等级
history = cases.tier_history().pivot(index="account", columns="year", values="tier")
before, after = history.dropna()[2025], history.dropna()[2026]
plots.migration_heatmap(tiers.migration_matrix(before, after), lang)

# %% [markdown] to="lesson" lang="en"
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
# **Usual answers, in this order.**
#
# - "Raise the price": ask what the rival would do with that
# - "Drop it": ask what of its cost would really go away
# - "Show it what its way of ordering costs": the one that works; ask who would show it, to whom, with which figures
#
# Keep ten minutes for this; it is the bridge to U7.

# %% [markdown] to="notes" lang="zh"
# **常见回答，大致按此顺序出现。**
#
# - “涨价”：追问竞争对手会怎样利用
# - “放弃”：追问哪些成本真的会消失
# - “让客户看到它的下单方式造成多少成本”：这才可行；追问由谁、对谁、拿哪些数字去讲
#
# 留出十分钟，这里正好引出 U7。

# %% [markdown] to="lesson" lang="en"
# ## What you take with you
#
# - You said why accounts are graded by lifetime profit: sales hide what serving costs
# - You built a tier pyramid, tried four ways of grading and asked how firm a grade is
# - You matched contact, people, offer and price to each tier, and shared out the hours
#
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u2_tiers.ipynb).

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您说清了为什么按全生命周期利润分级：销售额掩盖了服务成本
# - 您搭出了金字塔，试过四种分级方法，并检验了等级是否稳固
# - 您为各层级配好了联系方式、人员、方案和价格，并分配了工时
#
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u2_tiers.ipynb)。

# %% [markdown] to="exercise" lang="en"
# # U2 exercises · Build and defend the pyramid
#
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U2 练习 · 搭建金字塔，讲清定级依据
#
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。
# 您填写的内容会随时保存，可以随时关闭页面。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U2", lang)
desk

# %% [markdown] to="exercise" lang="en"
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

# %% [markdown] to="exercise" lang="en"
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

# %% to="exercise"
# ▶ Exercise 2: defend the border cases / 练习 2：临界客户的定级依据
desk.card("U2.X2")

# %% [markdown] to="exercise" lang="en"
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

# %% [markdown] to="exercise" lang="en"
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

# %% [markdown] to="exercise" lang="en"
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

# %% [markdown] to="solution" lang="en"
# # Worked solutions, step by step
#
# All figures are those of variant 0, the demo. Each section ends with the marks that the answers earn.

# %% [markdown] to="solution" lang="zh"
# # 参考解答：逐步推导
#
# 以下数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% to="solution"
# ▶ Tools / 工具
import pandas as pd

from kamlib import lifetime, tiers, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units import u2_tiers
from kamlib.widgets.show import prove, say

# %% [markdown] to="solution" lang="en"
# ## Exercise 1 · Build the pyramid

# %% [markdown] to="solution" lang="zh"
# ## 练习 1 · 搭建金字塔

# %% to="solution"
# ▶ The two missing lifetime profits / 两个待求的全生命周期利润
data = units.exercise("U2.X1").sheet(0).data
list_of = pd.DataFrame(data["accounts"]).set_index("id")
net = list_of.contribution - list_of.cost
multiple = lifetime.margin_multiple(list_of.retention, data["discount"], first_margin="end")
list_of["clp"] = list_of.clp.where(list_of.asked.isna(), net * multiple)
asked = list_of.dropna(subset="asked").set_index("asked").clp
say(lang, en="{a:money} and {b:money}", zh="{a:money}和 {b:money}", a=asked.clp_a, b=asked.clp_b)

# %% to="solution"
# ▶ Tiers by the floors, and the share of the top / 按门槛分级，并求塔尖占比
list_of["tier"] = tiers.tiers_by_threshold(list_of.clp, data["floors"])
top = tiers.tier_summary(list_of.clp, list_of.tier).loc["strategic", "lifetime_profit_share"]
answers = {"clp_a": str(asked.clp_a), "clp_b": str(asked.clp_b),
           "tiers": list_of.tier.to_dict(), "top_share": f"{top:.4%}"}
result = prove("U2.X1", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 2 · Defend the border cases

# %% [markdown] to="solution" lang="zh"
# ## 练习 2 · 临界客户的定级依据

# %% to="solution"
# ▶ Scores and tiers / 得分与等级
data = units.exercise("U2.X2").sheet(0).data
points = pd.DataFrame({account["id"]: account["points"] for account in data["accounts"]}).T
weights = {criterion: weight / 100 for criterion, weight in data["weights"].items()}
score = tiers.scorecard(points, weights).score
tier = tiers.tiers_by_score(score, u2_tiers.SCORE_FLOORS)

# %% to="solution"
# ▶ Where the tier flips / 等级在哪里改变
flips = {id: tiers.flip_point(points.loc[id], weights, "growth", u2_tiers.SCORE_FLOORS).nearest for id in points.index}
fragile = min(flips, key=lambda id: abs(flips[id].change))
answers = {"scores": {f"{id}/score": str(score[id]) for id in points.index},
           "tiers": tier.to_dict(), "fragile": fragile,
           "flips": {f"{id}/weight": str(flip.weight * 100) for id, flip in flips.items()}}
result = prove("U2.X2", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 3 · Match the approach

# %% [markdown] to="solution" lang="zh"
# ## 练习 3 · 匹配关系发展思路

# %% to="solution"
# ▶ The tier decides every aspect / 等级决定每一方面的做法
data = units.exercise("U2.X3").sheet(0).data
four = pd.DataFrame(data["accounts"]).set_index("id")
tier = tiers.tiers_by_threshold(four.clp, data["floors"]).to_dict()
result = prove("U2.X3", dict.fromkeys(["rhythm", "owner", "offer", "price"], tier), lang)

# %% [markdown] to="solution" lang="en"
# ## Wrap-up case · A new year, a new pyramid

# %% [markdown] to="solution" lang="zh"
# ## 综合案例 · 新的一年，新的金字塔

# %% to="solution"
# ▶ Pyramid, moves, concentration / 金字塔、变动与集中度
data = units.exercise("U2.W").sheet(0).data
ten = pd.DataFrame(data["accounts"]).set_index("id")
ten["tier"] = tiers.tiers_by_threshold(ten.clp, data["floors"])
stayed = (ten.tier == ten.tier_last_year).mean()
top_two = tiers.concentration_ratio(ten.clp, 2)

# %% to="solution"
# ▶ Hours by largest remainder / 最大余数法分配工时
hours = tiers.hours_by_tier(ten.tier, data["hours"], u2_tiers.HOUR_WEIGHTS)
key = load_keys(workbook.keys()).find("U2.W", 0, "next_step")
answers = {"tiers": ten.tier.to_dict(), "stayed": f"{stayed:.2%}", "top_two": f"{top_two:.4%}",
           "hours": {f"{id}/hours": str(share) for id, share in hours.items()},
           "next_step": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Lifetime profit, service and review: see the rubric / 利润、服务、复核：见评分标准。" * 4}
result = prove("U2.W", answers, lang)
