# ---
# unit: T0
# module: 1_key_accounts
# items: [T0.01, T0.01a, T0.01b, T0.01c, T0.02, T0.02a, T0.02b, T0.03, T0.03a, T0.03b, T0.03c, T0.04, T0.05, T0.06, T0.07, T0.07a, T0.07b, T0.07c, T0.07d]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # T0 · How does a salesperson break down the sales target?
#
# **After this unit you can**
#
# - break a year's target down by region, industry, customer, project, month and measure so that every sum holds
# - check a monthly plan, say who is behind and what each month left must bring
# - turn a result target into weekly work, and fill the gap that is left with the Ansoff matrix

# %% [markdown] to="lesson" lang="zh"
# # T0 · 销售人员如何分解销售目标？
#
# **学完本单元，您能够**
#
# - 把年度目标分解到区域、行业、客户、项目、月份和四项指标，并保证每一级合计相符
# - 检查月度计划，说出谁落后、剩余各月平均要完成多少
# - 把结果目标变成每周要做的事，并用安索夫矩阵填补剩下的缺口

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "What is your target this year, and what does it ask of you next week?" Everybody writes down both answers and keeps the paper.
# - Most write a figure on the first line and nothing on the second. That empty line is this unit.
# - **Say:** about an hour of lesson and discussion, then four exercises with the trainee's own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “您今年的目标是多少？它要求您下周做什么？”请每人把两个答案写下来，把纸条留好。
# - 多数人第一行写了一个数字，第二行是空的。本单元要填的就是这一行空白。
# - **讲：** 讲解和讨论约一小时，然后是四道练习，每人的数据各不相同；综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ Orders, targets and the plan of Tarvane Drives / 塔凡传动的订单、目标与计划
import pandas as pd
from IPython.display import HTML, display
from kamlib import cases, plots, targets, units
from kamlib.forms.plan_check import case_plan_check
from kamlib.units import t0_targets
from kamlib.widgets import live_targets
from kamlib.widgets.show import say, table

months = [name.pick(lang) for name in t0_targets.MONTH_NAMES.values()]
short = [name[:3] for name in months]
year = case_plan_check(7)  # 2025/26, seven months gone

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## The story: one number in July
#
# Tarvane Drives makes drives and gear units. The company and every figure of it are invented.
# In July each region got one number for the year and filed it.
# In February the director asks the East: "You are behind. Since when, where and why?"
# Nobody can say: nobody ever wrote down what September should have brought.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：七月的一个数字
#
# 塔凡传动生产传动装置和减速机。这家公司及其所有数据均为虚构。
# 七月，每个区域领到一个全年数字，然后归档了事。
# 到了二月，总监问华东：“你们落后了。从什么时候开始的？差在哪里？为什么？”
# 没人答得上来：谁也没有写下九月该完成多少。

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.** The business year runs from July to June, so February is month eight: two thirds are gone.
# - **Ask:** "Which of the three questions could your company answer?" Usual: the first one, roughly; the other two not at all.
# - Leave it open: by the end of the lesson the class answers all three for the East.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。** 业务年度从七月到次年六月，二月是第八个月，一年已过去三分之二。
# - **问：** “这三个问题，贵公司能答出哪一个？”常见回答：第一个大概能，后两个完全不能。
# - 先不给答案：这一课结束时，请学员自己替华东回答这三个问题。

# %% [markdown] to="lesson" lang="en" covers="T0.01,T0.01a,T0.01b,T0.01c" screen="2 min"
# ## Why set targets at all? Three reasons
#
# The course document gives the three reasons; the sentences behind them are ours.
#
# - **The foundation of the company's strategy**: what the board wants in three years must be somebody's job this month
# - **The basis of fair appraisal and incentives**: a bonus is fair only when the target was known, reachable and worked out alike for everybody
# - **A compass for yourself**: without a mark on the way nobody notices in October that June is in danger

# %% [markdown] to="lesson" lang="zh"
# ## 为什么要设定目标？三个理由
#
# 三个理由出自课程文件，后面的说明由本课程编写。
#
# - **企业战略目标实现之基础**：董事会三年后想要的东西，这个月就得有人在做
# - **团队公平考核激励之依据**：目标事先知道、够得着、人人用同一算法，奖金才算公平
# - **个人自我控制之导向**：沿途没有里程碑，到十月谁也看不出次年六月已经危险

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which of the three does your company live by?" Nearly always the second: targets are there for the bonus.
# - **Say:** the third one is for you. Even if nobody breaks your target down, you can do it on one page.
# - If a quarrel about unfair targets starts, note it and say that the rounding screen answers part of it: the same rule for everybody.

# %% [markdown] to="notes" lang="zh"
# - **问：** “贵公司主要是为了哪一条？”几乎都是第二条：定目标就是为了算奖金。
# - **讲：** 第三条是为自己。就算没人替您分解，您也可以在一页纸上自己做。
# - 若有人抱怨目标不公平，先记下来，说后面讲取整时会回答一部分：规则人人一样。

# %% [markdown] to="lesson" lang="en" covers="T0.02,T0.02a,T0.02b" screen="2 min"
# ## Two kinds of target: result and process
#
# - **Result targets** say what is to come in: sales, cash, profit, new accounts; the customer decides with us
# - **Process targets** say what we do for it: visits, proposals, reviews; they are in our own hands
#
# The test is one question: could I do it even if every customer says no?
# The document names the two kinds; how one leads to the other is the arithmetic of the sales funnel.

# %% [markdown] to="lesson" lang="zh"
# ## 两种目标：结果目标与过程目标
#
# - **结果目标**说的是最后要拿到的成果：销售额、回款、利润、新客户；成不成，客户也说了算
# - **过程目标**说的是为此要做的事：拜访、方案、复盘；做不做，自己说了算
#
# 检验只用一句话：就算客户都说“不”，我也能做到吗？
# 课程文件只列出两种目标的名称；从结果倒推到过程，靠的是销售漏斗。

# %% to="lesson"
# ▶ From 4.6 million to visits a week / 从 460万元到每周拜访几次
funnel = targets.process_targets(4_600_000, 350_000, 0.30, 4, 42, round_up="each_step")
say(lang, en="New business of CNY 4.6m at CNY 350k a deal: **{deals:whole} deals**; at a win rate of 30% **{opportunities:whole} opportunities**; "
    "at 4 visits each **{visits:whole} visits**; in 42 selling weeks **{week:one} a week**.",
    zh="新业务 460万元，平均每单 35万元：**{deals:whole} 单**；赢单率 30%：**{opportunities:whole} 个商机**；"
    "每个拜访 4 次：**{visits:whole} 次**；42 个销售周：**每周 {week:one} 次**。",
    deals=funnel.deals, opportunities=funnel.opportunities, visits=funnel.visits, week=funnel.visits_per_week)

# %% [markdown] to="notes" lang="en"
# - **Let them guess first:** how many visits a week for 4.6 million? Usual guesses: one or two. It is 4.5, because most opportunities are lost and still cost visits.
# - **Ask:** "The win rate falls from 30% to 20%. What happens?" 70 opportunities instead of 47, 6.7 visits a week. The process target shows it this Friday, the result next spring.
# - **Say:** always round up. 13.1 deals are 14.

# %% [markdown] to="notes" lang="zh"
# - **先猜：** 460万元要每周拜访几次？常见的猜测是一两次。实际是 4.5 次，因为多数商机会丢，丢掉的也要拜访。
# - **问：** “赢单率从 30% 降到 20% 会怎样？”商机从 47 个变成 70 个，每周 6.7 次。过程目标这个周五就看得出来，结果要到明年春天。
# - **讲：** 一律向上取整，13.1 单就是 14 单。

# %% [markdown] to="lesson" lang="en" covers="T0.03,T0.03a" screen="2 min"
# ## Three dimensions: where, what and when
#
# A target is broken down in three dimensions: **where** it comes from, **what** is measured, **when** it is due.
# The first dimension is a tree: region – industry – customer – project.
# A target that ends at the region is a wish; at the bottom stands a project with a name and somebody who visits it.

# %% [markdown] to="lesson" lang="zh"
# ## 三个维度：从哪里来、衡量什么、什么时候
#
# 目标要从三个维度分解：**从哪里来**，**衡量什么**，**什么时候完成**。
# 第一个维度是一棵树：区域—行业—客户—项目。
# 只分到区域的目标是愿望；分到底，是一个有名字、有人去跑的项目。

# %% to="lesson"
# ▶ Next year's 286 million, down to the project / 明年的 2.86亿元，一直分到项目
orders = cases.orders().query("order_date >= '2025-07-01'").merge(cases.products()[["product", "family"]], on="product")
orders = orders.merge(cases.accounts()[["account", "region", "industry", f"name_{lang}"]], on="account")
for code in ("region", "industry", "family"):
    orders[code] = [cases.label(code, each).pick(lang) for each in orders[code]]
weights = orders.groupby(["region", "industry", f"name_{lang}", "family"]).invoice_amount.sum()
tree = targets.allocate_down(t0_targets.BOARD_TARGET * 10_000, weights, unit=10_000)
headings = {"en": ["Region", "Industry", "Customer", "Project"], "zh": ["区域", "行业", "客户", "项目"]}[lang]
plots.target_tree(tree, lang, level_names=headings)

# %% [markdown] to="notes" lang="en"
# - **Read it from left to right:** CNY 286m; South 104.8m; its dealers 46.0m; Huxzimmet 37.8m; spare parts 10.3m. Projects here are the product families of each account, 426 in all.
# - This draft follows last year's sales. **Ask:** "What is wrong with that?" It asks most of those who did well and nothing of those who slept. Potential belongs into the weights, too.
# - **Ask:** "How far down does your own target go?" Usual: to the customer for the three largest, else to the region.

# %% [markdown] to="notes" lang="zh"
# - **从左往右读：** 2.86亿元；华南 1.048亿元；其中经销 4600万元；霍兹默 3780万元；备件 1030万元。这里的“项目”指每个客户的产品系列，共 426 个。
# - 这份草案以去年销售额为权重。**问：** “这样分有什么问题？”鞭打快牛，让躺着的人继续躺着；潜力也应进入权重。
# - **问：** “您自己的目标分到哪一层？”常见回答：最大的三家分到客户，其余只到区域。

# %% to="lesson" screen="1.5 min"
# ▶ Rounding so that the sums hold / 取整而合计不变
split = units.exercise("T0.X1").sheet(0).data
three_years = pd.DataFrame(split["years"], columns=months)
exact = split["target"] * three_years.sum() / three_years.sum().sum()
plan = targets.monthly_plan(split["target"], three_years.sum(), unit=1)
say(lang, en="{all:whole} × CNY 10,000 by month: each month rounded on its own adds up to **{alone:whole}**; "
    "by largest remainder to **{exact:whole}**, and no month is a unit off its exact share.",
    zh="把 {all:whole}万元分到各月：各自四舍五入，合计 **{alone:whole}**万元；"
    "用最大余数法，合计 **{exact:whole}**万元，而且没有一个月与精确份额差满一个单位。",
    all=split["target"], alone=exact.round().sum(), exact=plan.sum())

# %% [markdown] to="notes" lang="en"
# - **Say the rule in one breath:** round everything down, count what is missing, hand it out one by one to the largest fractions; where equal, to the first in the list.
# - "Who cares about one unit?" Nobody, until two departments carry two totals and spend a meeting on the difference.
# - It is Hamilton's method, known from parliaments; here it shares out money instead of seats.

# %% [markdown] to="notes" lang="zh"
# - **一口气讲完规则：** 全部向下取整，数一数还差几个单位，按小数部分从大到小逐个补上；相同的按清单顺序。
# - “一个单位谁在乎？”没人在乎，直到两个部门拿着两个总数，为这点差额开半天会。
# - 这就是议会分配席位用的汉密尔顿法，只不过这里分的是钱。

# %% [markdown] to="lesson" lang="en" covers="T0.03b" screen="2 min"
# ### The second dimension: four measures that must agree
#
# Sales – cash collected – profit – expense: the document names the four, the identities between them are those of management accounting.
#
# - collection rate = cash collected ÷ sales
# - expense ratio = expense ÷ sales
# - profit = sales × gross margin − expense

# %% [markdown] to="lesson" lang="zh"
# ### 第二个维度：四项指标必须对得上
#
# 销售额—回款额—利润—费用：课程文件列出四项指标，它们之间的关系是管理会计的恒等式。
#
# - 回款率 = 回款额 ÷ 销售额
# - 费用率 = 费用 ÷ 销售额
# - 利润 = 销售额 × 毛利率 − 费用

# %% to="lesson"
# ▶ The four measures by region / 各区域的四项指标
four = pd.DataFrame({line.region.pick(lang): line.targets for line in year.lines}).T
rates = targets.measure_rates(*(four[measure] for measure in targets.MEASURES))
table(four.assign(margin=rates.gross_margin_rate, ratio=rates.expense_ratio), lang, index=True, columns={"index": ("Region", "区域"), "sales": ("Sales", "销售额"), "cash_collected": ("Cash", "回款额"),
      "profit": ("Profit", "利润"), "expense": ("Expense", "费用"), "margin": ("Gross margin", "毛利率"), "ratio": ("Expense ratio", "费用率")},
      formats=dict.fromkeys(["sales", "cash_collected", "profit", "expense"], "short_money") | dict.fromkeys(["margin", "ratio"], "percent1"))

# %% [markdown] to="notes" lang="en"
# - **Point at** the East: an expense ratio of 13%, in the North 5%. The same sales leave a quarter more profit there.
# - **Ask:** "Your region may choose one target. Which?" Usual: sales. Then ask what a salesperson with a sales target alone does in June: discounts and long payment terms. Cash and profit show it.
# - A plan in which profit does not follow from sales, margin and expense is wrong somewhere: check one line by hand.

# %% [markdown] to="notes" lang="zh"
# - **看表：** 华东费用率 13%，华北只有 5%。同样的销售额，华北留下的利润高出四分之一。
# - **问：** “如果只能考核一项，选哪项？”常见回答：销售额。再问：只背销售额的人，到六月会怎么做？给折扣、放账期。回款和利润会暴露出来。
# - 利润若不能由销售额、毛利率和费用推出来，计划里一定有错：请手算一行验证。

# %% [markdown] to="lesson" lang="en" covers="T0.03c" screen="2 min"
# ### The third dimension: twelve months and four quarters
#
# A twelfth a month is nobody's year.
# The **seasonal index** compares each month with an average one: 1.2 is a fifth above it, and the twelve add up to 12.
# Three years are taken, so that one odd month does not pass for a season (ratio to mean, Makridakis, Wheelwright and Hyndman 1998).

# %% [markdown] to="lesson" lang="zh"
# ### 第三个维度：12 个月、4 个季度
#
# 没有哪家公司的一年是十二等分的。
# **季节指数**把每个月与平均月份比较：1.2 就是比平均月份高五分之一，12 个月的指数合计为 12。
# 取三年的数据，免得把偶然的一个月当成淡旺季（均值比率法，Makridakis、Wheelwright 与 Hyndman，1998）。

# %% to="lesson"
# ▶ The season of Tarvane Drives / 塔凡传动的淡旺季
season = targets.seasonal_index(three_years, years_count="by_sales")
say(lang, en="Strongest: {high} with **{top:number}**; weakest: {low} with **{least:number}**, the month of Spring Festival. Twelve indices add up to {sum:number}.",
    zh="最旺：{high}，指数 **{top:number}**；最淡：{low}，指数 **{least:number}**，正是春节所在的月份。12 个指数合计 {sum:number}。",
    high=season.idxmax(), top=season.max(), low=season.idxmin(), least=season.min(), sum=season.sum())

# %% [markdown] to="notes" lang="en"
# - **Ask before you show it:** "Which month is weakest?" February, 0.63, and everybody knows why. Then: "Where does your monthly plan show that?"
# - The quarter ends stand out: September, December, March and June. **Ask:** "Customers' rhythm, or our own rush for the quarter?" Keep the answers for the screen on the law.
# - Spring Festival moves between January and February: with three years of data look at both months together.

# %% [markdown] to="notes" lang="zh"
# - **先问再看：** “哪个月最淡？”二月，0.63，原因大家都知道。再问：“你们的月度计划里体现了吗？”
# - 季末特别突出：九月、十二月、三月、六月。**问：** “这是客户的节奏，还是我们自己季末冲量？”答案先留着，讲法律界限时再用。
# - 春节在一月和二月之间移动：只有三年数据时，这两个月要放在一起看。

# %% [markdown] to="lesson" lang="en" covers="T0.04" screen="2 min"
# ## Case: an annual target broken down by month
#
# The document names such a case and does not tell it; this one is ours.
# Year 2025/26, CNY 271.26 million for six regions, by the season of the two years before, in units of ten thousand.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：年度目标月度分解
#
# 课程文件只提到这样一个案例，没有内容；下面的案例由本课程编写。
# 2025/26 年度，六个区域共 2.7126亿元，按前两年的淡旺季分解，以万元为单位。

# %% to="lesson"
# ▶ Six regions, twelve months, four quarters / 六个区域、12 个月、4 个季度
plan = pd.DataFrame({line.region.pick(lang): targets.monthly_plan(int(line.targets["sales"]), list(year.month_weights), unit=10_000)
                     for line in year.lines}, index=months).T
quarters = targets.quarter_totals(plan).set_axis(["Q1", "Q2", "Q3", "Q4"], axis=1).assign(year=plan.sum(axis=1))
quarters.loc[{"en": "All", "zh": "合计"}[lang]] = quarters.sum()
columns = {"index": ("Region", "区域"), **{q: (q, f"第 {q[1]} 季度") for q in ("Q1", "Q2", "Q3", "Q4")}, "year": ("Year", "全年")}
table(quarters, lang, index=True, columns=columns, formats=dict.fromkeys(["Q1", "Q2", "Q3", "Q4", "year"], "short_money"))

# %% [markdown] to="notes" lang="en"
# - **Read the last line:** 66.67m, 70.36m, 60.86m and 73.37m. The third quarter is weakest: it holds Spring Festival.
# - **Ask:** "And with a fourth of the year for each quarter?" Then the third would look 7 million short, though all went as in every year.
# - One line in full: the East, CNY 87.97m, July with an index of 0.881: 87.97m ÷ 12 × 0.881 = 6.46m.

# %% [markdown] to="notes" lang="zh"
# - **读最后一行：** 6667万、7036万、6086万、7337万元。第三季度最淡，因为有春节。
# - **问：** “如果每季都按四分之一来定呢？”第三季度就会显得少了 700万元，其实和往年一样。
# - 完整算一格：华东全年 8797万元，七月指数 0.881：8797万 ÷ 12 × 0.881 = 646万元。

# %% [markdown] to="lesson" lang="en" covers="T0.03,T0.03a,T0.03b,T0.03c" screen="2.5 min"
# ### All three together: every project, twelve months, four measures
#
# The document names the three dimensions one after the other; putting them together is ours.
# A project has a plan of 12 months × 4 measures: 48 figures. The same 48 stand for its customer, industry and region, and for the company.
# Each region keeps its own rates; in every cell profit is gross profit less expense.

# %% [markdown] to="lesson" lang="zh"
# ### 三个维度合在一起：每个项目、12 个月、四项指标
#
# 课程文件逐一列出三个维度，把它们合在一起是本课程的做法。
# 每个项目的计划是 12 个月 × 4 项指标，共 48 个数；它的客户、行业、区域，直到全公司，也都是这 48 个数。
# 各区域沿用自己的比率；每一格的利润都等于毛利减费用。

# %% to="lesson"
# ▶ Broken down to the cent / 分解到分
of_sales = pd.DataFrame({"sales": 1, "cash_collected": rates.collection_rate, "profit": rates.gross_margin_rate, "expense": rates.expense_ratio})
by_project = of_sales.loc[weights.index.get_level_values(0)].mul(weights.to_numpy(), axis=0).set_axis(weights.rename_axis(headings).index)
annual = (four.sum() * t0_targets.BOARD_TARGET / (four.sales.sum() / 10_000)).round(-4).astype(int)
detail = targets.break_down(annual, by_project, season, unit=0.01, profit_from="gross_profit")
say(lang, en="**{projects:whole} projects** × 12 months × 4 measures = **{figures:whole} figures**, in CNY, to the cent", zh="**{projects:whole} 个项目** × 12 个月 × 4 项指标 = **{figures:whole} 个数**，以元计，精确到分",
    projects=len(detail), figures=detail.size)

# %% to="lesson"
# ▶ And rolled up again, level by level / 再逐级汇总
whole = targets.roll_up(detail, unit=0.01).to_numpy()
levels = {name: targets.roll_up(detail, unit=0.01, levels=headings[:depth]) for depth, name in enumerate(headings, 1)}
shown = pd.DataFrame({name: targets.roll_up(level, unit=0.01, period="year").loc["total"].droplevel(1) for name, level in levels.items()}).T
shown["lines"] = [len(level) for level in levels.values()]
shown["same"] = [f"{(targets.roll_up(level, unit=0.01).to_numpy() == whole).sum()} / 48" for level in levels.values()]
columns = {"index": ("Level", "层级"), "lines": ("Lines", "行数"), "sales": ("Sales", "销售额"), "cash_collected": ("Cash", "回款额"),
           "profit": ("Profit", "利润"), "expense": ("Expense", "费用"), "same": ("As in the company", "与全公司一致")}
table(shown, lang, index=True, columns=columns, formats={"lines": "whole"} | dict.fromkeys(targets.MEASURES, "number"))

# %% [markdown] to="notes" lang="en"
# - **Ask first:** "The profit your region plans for March: do the plans of your projects add up to it?" Usual: nobody has ever added them up, or there are two files.
# - **Read the last column:** at all four levels each of the 48 agrees. The 426 projects make the same twelve months and four measures as the 6 regions, to the cent.
# - **Say how:** first the year goes down the tree, level by level, by the largest remainder; then each project's year over the months, so that its row and every month's total hold.
# - Gross profit is shared out, and in each cell the expense is taken off: a branch with much expense shows it in its profit.

# %% [markdown] to="notes" lang="zh"
# - **先问：** “您区域三月的利润计划，和下面各项目的计划加得起来吗？”常见回答：从来没人加过，或者干脆有两份表。
# - **读最后一栏：** 四个层级都是 48 格全部一致。426 个项目加起来，十二个月、四项指标都与 6 个区域的合计分毫不差。
# - **讲做法：** 先用最大余数法把全年逐级分到底，再把每个项目的全年分到各月，使项目的全年和每个月的合计都对得上。
# - 分下去的是毛利，每一格再减去自己的费用：哪一支费用高，利润上就看得出来。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: open any branch
#
# Every branch is the same sheet of 48 figures. On each slider 1 is the largest, 0 is all.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：打开任何一支
#
# 每一支都是同样一张表，共 48 个数。每个滑块上，1 为最大的一支，0 为全部。

# %% to="lesson"
# ▶ The live branch / 可选的分支
live_targets.branches(annual, by_project, season, lang)

# %% [markdown] to="notes" lang="en"
# - **At the start:** the spare parts of Huxzimmet, sales of 1,028.69 a year, 54.26 in February and 101.92 in June. **Ask:** "Who can say in March whether this project is on course?" Whoever has this sheet.
# - **Region 2, all others 0:** the East. Sales of 8,979.07 leave a profit of 1,786.44, that is 19.9%. **Region 3:** the North keeps 25.0%. The reason stands beside it: an expense of 13.1% against 5.1%.
# - **Ask:** "Does your expense follow the season as it does here?" Mostly not: a trade fair falls into one month. Such a month is planned by hand, and the others give way until the year holds.

# %% [markdown] to="notes" lang="zh"
# - **一开始：** 霍兹默的备件，全年销售额 1,028.69，二月 54.26，六月 101.92。**问：** “到了三月，谁说得出这个项目进度正不正常？”手里有这张表的人。
# - **区域拉到 2，其余都为 0：** 华东。销售额 8,979.07，利润 1,786.44，占 19.9%。**区域拉到 3：** 华北利润占 25.0%。原因就在旁边：费用一个占 13.1%，一个占 5.1%。
# - **问：** “你们的费用也像这里一样随淡旺季走吗？”多半不是：一次展会的费用全落在一个月里。这样的月份要手工定，其他月份相应让出来，全年合计不变。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: who decides the weights?
#
# Move the weights of the regions and the strength of the season for next year's CNY 286 million.
# Whatever you do, every row and every column still adds up.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：权重由谁来定？
#
# 针对明年的 2.86亿元，移动各区域权重和淡旺季强度。
# 不管怎么动，每一行、每一列的合计都相符。

# %% to="lesson"
# ▶ The live breakdown / 可调的目标分解
live_targets.breakdown(split, lang)

# %% [markdown] to="notes" lang="en"
# - **Set the strength of the season to 0:** twelve equal months, up to one unit. Back to 100%: June carries 9.9%, February 5.3%.
# - **Raise the weight of North and inland from 82 to 100:** the other two fall, and the sum stays at 28,600. **Ask:** "Who would sign that?" A weight is a decision, not arithmetic; say openly what it rests on.
# - Let two people from different regions negotiate the sliders in front of the class; two minutes.

# %% [markdown] to="notes" lang="zh"
# - **把淡旺季强度拉到 0：** 12 个月相等，最多差一个单位。拉回 100%：六月占 9.9%，二月只占 5.3%。
# - **把华北及内陆的权重从 82 加到 100：** 另外两个区域下降，合计仍是 28,600。**问：** “这样分谁会签字？”权重是决策，不是算术；依据要摆到台面上。
# - 请两位不同区域的学员当众“谈判”滑块，两分钟。

# %% to="lesson" screen="2 min"
# ▶ When both margins are fixed / 两边合计都已确定时
seed = orders.pivot_table(index="region", columns="industry", values="invoice_amount", aggfunc="sum", fill_value=0)
by_region = tree.groupby(level="region").sum()
wanted = seed.sum() * (by_region.sum() / seed.sum().sum())
food, battery = (cases.label("industry", code).pick(lang) for code in ("food", "battery"))
wanted[[food, battery]] += pd.Series({food: -3e6, battery: 3e6})  # the board shifts 3 million to batteries
fit = targets.fit_two_way(seed, by_region, wanted)
south, east = (cases.label("region", code).pick(lang) for code in ("south", "east"))
say(lang, en="The regions have signed, and the board shifts CNY 3m from food to battery equipment: after {n} rounds both margins hold. Battery in the East: **{east:short_money}**, in the South **{south:short_money}**.",
    zh="各区域已经签字，董事会又从食品机械调 300万元到锂电设备：来回调整 {n} 轮，两边合计都相符。锂电设备：华东 **{east:short_money}**，华南 **{south:short_money}**。",
    n=fit.iterations, east=fit.table.loc[east, battery], south=fit.table.loc[south, battery])

# %% [markdown] to="notes" lang="en"
# - **Say:** the region heads have signed their totals and the industry managers theirs. Somebody must fill the table between.
# - The way: scale all rows to their totals, then all columns, then the rows again, until both hold. It is called iterative proportional fitting (Deming and Stephan 1940); it keeps last year's pattern as far as the totals allow.
# - Where there was nothing last year it puts nothing: a new industry in a region needs a first figure by hand.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 区域经理签了区域总数，行业经理签了行业总数，中间的表格总得有人填。
# - 做法：先把每行按比例调到行合计，再把每列调到列合计，再调行……直到两边都相符。这叫迭代比例拟合（Deming 与 Stephan，1940），在合计允许的范围内保持去年的结构。
# - 去年是零的格子，调完还是零：某区域要进入新行业，第一个数字得自己填。

# %% [markdown] to="lesson" lang="en" covers="T0.05" screen="2 min"
# ## Checking the plan: the form
#
# The document names a form for checking how far the monthly plan has been completed and gives no fields; the fields are ours.
#
# - **per line**: region, industry, customer, project
# - **per measure**: plan, actual, attainment, cumulative plan and actual, gap
# - **and then**: cause, countermeasure, owner, due date

# %% [markdown] to="lesson" lang="zh"
# ## 检查计划：工具表单
#
# 课程文件提到“检查月度计划完成情况的工具表单”，没有给出栏目；以下栏目由本课程设计。
#
# - **每一行**：区域、行业、客户、项目
# - **每项指标**：计划、实际、达成率、累计计划、累计实际、差距
# - **然后**：原因、对策、责任人、完成期限

# %% to="lesson"
# ▶ The form to take home, in Excel / 可带走的 Excel 表单
from kamlib.forms.plan_check_card import form_link

display(HTML(form_link(year, lang) + form_link(None, lang)))

# %% [markdown] to="notes" lang="en"
# - **Open the filled form** on the projector: change the month checked from 7 to 5 and let them watch plan, attainment and state follow. The cells are formulas.
# - **Point at** the last four columns and **ask:** "Which of them is empty in your company's report?" Usual: owner and due date. A gap without a name is news, not a plan.
# - All four measures have a line of their own: in the case sales reach 98.5% of the plan to date, cash 99.5%, profit 100.6%, and only 88.6% of the expense was spent.

# %% [markdown] to="notes" lang="zh"
# - **在投影上打开已填的表单：** 把检查月份从 7 改成 5，看计划、达成率、状态怎样跟着变。单元格里都是公式。
# - **指最后四栏问：** “贵公司的报表里哪一栏是空的？”常见回答：责任人和完成期限。没有责任人的差距只是新闻，不是计划。
# - 四项指标各占一行：案例中销售额累计达成 98.5%，回款 99.5%，利润 100.6%，费用只用了 88.6%。

# %% to="lesson" screen="1.5 min"
# ▶ Plan against actual, month by month / 逐月对照：计划与实际
came = pd.DataFrame({line.region.pick(lang): line.actuals["sales"] for line in year.lines}, index=months[:7]).T
plots.plan_bars(plan.loc[east], came.loc[east], lang, month_names=short)

# %% [markdown] to="notes" lang="en"
# - **This is the East.** Let the class answer the director: since when? July is just under, 98%; the break came in August, 81%. Where it began to recover: January is above plan.
# - **Ask:** "What does the bar of October say that the year's total does not?" That the second slip came before anybody had dealt with the first.
# - The hatch means below plan, so the picture can be read in black and white.

# %% [markdown] to="notes" lang="zh"
# - **这是华东。** 请学员替华东回答总监：从什么时候开始？七月略低，98%；真正滑坡是八月，只完成 81%。什么时候好转？一月已超计划。
# - **问：** “十月这根柱子说明了什么，全年合计却看不出来？”第一次滑坡还没人处理，第二次又来了。
# - 斜线表示低于计划，黑白打印也看得懂。

# %% to="lesson" screen="2 min"
# ▶ The course of the year / 全年进度
plots.attainment_course(plan.loc[east], came.loc[east], lang, month_names=short)

# %% [markdown] to="notes" lang="en"
# - **Three figures, three answers:** 58.3% of the year has passed, 57.4% of the plan was due, 53.9% has come.
# - **Ask:** "Against which do you measure?" Against the plan: attainment 94.0%. By the calendar it would look worse, because Spring Festival still lies ahead and the strong months come after it.
# - The dotted line is the way to go: CNY 8.1 million in each of five months, where 7.33 million is the mean month. **Ask:** "Which of these months has ever brought that?" December did.

# %% [markdown] to="notes" lang="zh"
# - **三个数、三种答案：** 时间过去 58.3%，计划应完成 57.4%，实际完成 53.9%。
# - **问：** “跟哪个比？”跟计划比：达成率 94.0%。按时间进度比会显得更差，因为春节在后头，旺月还没到。
# - 虚线是剩下的路：五个月里每月要完成 810万，而月平均是 733万元。**问：** “今年有哪个月做到过？”十二月做到过。

# %% to="lesson" screen="1.5 min"
# ▶ Who is ahead, on course, behind? / 谁超前、谁正常、谁落后？
status = targets.plan_status(plan, came, against="plan", ahead_from=1.05, behind_below=0.95)
words = {"ahead": ("ahead", "超前"), "on_course": ("on course", "正常"), "behind": ("behind", "落后")}
status["state"] = [words[state][lang == "zh"] for state in status.state]
columns = {"index": ("Region", "区域"), "attainment": ("Attainment", "累计达成率"), "state": ("State", "状态"),
           "gap": ("Gap", "差距"), "required_run_rate": ("Required a month", "月均需完成")}
table(status, lang, index=True, columns=columns,
      formats={"attainment": "percent1", "gap": "short_money", "required_run_rate": "short_money"})

# %% [markdown] to="notes" lang="en"
# - **The rule:** ahead from 105% of the plan to date, behind below 95%. The limits are ours; what counts is that they were fixed before the year.
# - **Ask:** "The Northeast is at 110%: whom do you praise?" CNY 77,000 above plan. Percent and money are two questions; the gap of the East is thirty-nine times as large.
# - **Bridge:** we know who and since when. Why is still open.

# %% [markdown] to="notes" lang="zh"
# - **规则：** 累计达成率 105% 及以上为超前，低于 95% 为落后。界线由本课程设定，关键是年初就定好。
# - **问：** “东北 110%，表扬谁？”只超出 7.7万元。百分比和金额是两个问题，华东的差距是它的三十九倍。
# - **过渡：** 谁落后、从何时开始，都清楚了；为什么，还没回答。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Why: price or volume?
#
# A gap has two halves: sold for less, or sold less.
# Price part = (actual price − planned price) × actual units; volume part = (actual units − planned units) × planned price.

# %% [markdown] to="lesson" lang="zh"
# ### 为什么：是价格还是销量？
#
# 差距分两半：卖便宜了，还是卖少了。
# 价格部分 =（实际价 − 计划价）× 实际台数；销量部分 =（实际台数 − 计划台数）× 计划价。

# %% to="lesson"
# ▶ One product of the East / 华东的一个产品
sold = units.exercise("T0.X2").sheet(0).data["product"]
parts = targets.price_volume_split(sold["plan_price"], sold["plan_units"], sold["price"], sold["units"], joint_effect="in_price")
say(lang, en="{name}, {plan_units} units planned at {plan_price:money}, {units} sold at {price:money}: **{p:money}** by price, **{v:money}** by volume, together {d:money}.",
    zh="{name}：计划 {plan_units} 台 × {plan_price:money}，实际 {units} 台 × {price:money}：价格 **{p:money}**，销量 **{v:money}**，合计 {d:money}。",
    p=parts.price_variance, v=parts.volume_variance, d=parts.difference, **{**sold, "name": sold["name"][lang]})

# %% [markdown] to="notes" lang="en"
# - **Say:** nearly half and half, and that is the worst kind: they gave 5% off and still sold 5% less.
# - **Ask:** "What do you do about the price half, what about the volume half?" Price: who releases discounts, and for what in return (unit U7). Volume: visits and opportunities (the funnel of this unit).
# - Who takes planned units for the price part finds that the two halves no longer add up; that is the usual slip in Exercise 2.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 几乎各占一半，这是最糟的一种：让了 5% 的价，量还是少了 5%。
# - **问：** “价格这一半怎么办？销量这一半怎么办？”价格：折扣由谁批、换回什么（U7 单元）；销量：拜访和商机（本单元的漏斗）。
# - 价格部分若乘以计划台数，两半加起来就不等于总差额；这是练习 2 里最常见的错误。

# %% [markdown] to="lesson" lang="en" covers="T0.06,T0.07,T0.07a,T0.07b,T0.07c,T0.07d" screen="2.5 min"
# ## Where shall the rest come from? The Ansoff matrix
#
# The document names the matrix and its four strategies; the second names and the warning are from the field (Ansoff 1957).
#
# - **Old market, old product**: market penetration, more from those who buy already
# - **Old market, new product**: product development, something new for those who know us
# - **New market, old product**: market development, what we can do for those who do not know us
# - **New market, new product**: diversification, new on both sides and riskiest

# %% [markdown] to="lesson" lang="zh"
# ## 剩下的从哪里来？安索夫矩阵
#
# 课程文件列出矩阵和四种策略；各策略的通行叫法和风险提示由本课程补充（Ansoff，1957）。
#
# - **老市场—老产品**：市场渗透，让现有客户买得更多
# - **老市场—新产品**：产品开发，向老客户推新产品
# - **新市场—老产品**：市场开发，把拿手的产品卖给还不认识我们的客户
# - **新市场—新产品**：多元化，两边都新，风险最大

# %% to="lesson"
# ▶ The gap of next year, filled by twelve actions / 明年的缺口，用十二项行动来补
from kamlib.units.t0_targets.x4_ansoff import plan_of

twelve = units.exercise("T0.X4").sheet(0).data
plots.ansoff_matrix(plan_of(twelve, scale=10_000, chance_at=0), lang, actions=dict.fromkeys(targets.ANSOFF_CELLS, 3))

# %% [markdown] to="notes" lang="en"
# - **Begin at the right:** target CNY 286m, forecast without new actions 260.3m, a gap of 25.7m. What counts is growth × probability, here with cautious probabilities; 5.82m stay open.
# - **Ask:** "Why is the cell with both new so small?" Its three actions promise 28 million and count for 1.4m: a probability of 5%.
# - **Ask for one own action for each cell**; the test is two questions: do these customers buy from us today, do we have this product today?
# - The share of wallet of unit U6 says how much penetration has left to take.

# %% [markdown] to="notes" lang="zh"
# - **先看右边：** 目标 2.86亿，不采取新行动的预测 2.603亿，缺口 2570万元。计入的是增长额 × 概率；这里的概率取得保守，还差 582万元。
# - **问：** “两边都新的那一格为什么这么小？”三项行动号称 2800万，只计 140万：概率只有 5%。
# - **请学员每格各举一个自己的行动**；只问两个问题：这些客户现在是我们的客户吗？这个产品我们现在有吗？
# - U6 单元的钱包份额会告诉您，市场渗透还有多大空间。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: close the gap
#
# Two of the four cells can be moved, the surest and the riskiest: growth and probability of each.
# Close the gap, and say aloud what would have to be true for every slider that you moved.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：把缺口补上
#
# 四个象限中有两个可以调整，一个最稳，一个最险：各有增长额和成功概率。
# 把缺口补上，并说出您每动一个滑块，要具备什么条件才成立。

# %% to="lesson"
# ▶ The live Ansoff matrix / 可调的安索夫矩阵
growth = dict(zip(targets.ANSOFF_CELLS, (13e6, 10e6, 14e6, 14e6), strict=True))
chance = dict(zip(targets.ANSOFF_CELLS, (0.7, 0.5, 0.3, 0.1), strict=True))
live_targets.ansoff(286e6, 260.3e6, growth, chance, lang)

# %% [markdown] to="notes" lang="en"
# - **At the start** CNY 19.7m of 25.7m are covered; 6m are open.
# - **Move the probability of diversification to 50%:** closed to within CNY 0.5m. **Ask:** "What happened in the firm?" Nothing at all. That is how gaps vanish in January.
# - **Then do it honestly:** penetration from CNY 13m to 22m at 70%. Ask which accounts, which visits.

# %% [markdown] to="notes" lang="zh"
# - **一开始** 2570万元的缺口已覆盖 1970万元，还差 600万元。
# - **把多元化的概率拉到 50%：** 只差不到 50万。**问：** “公司里发生了什么变化？”什么也没发生。年初的缺口就是这样“消失”的。
# - **再老老实实做一遍：** 市场渗透从 1300万元提到 2200万元，概率仍是 70%。追问：靠哪些客户、哪些拜访？

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ### The limit beside it: a target excuses nothing
#
# The last days of a quarter tempt people: goods invoiced that never leave the warehouse, stock pressed on a dealer against a promise to take it back, a present for a buyer.
# The first two are no sales and falsify the books; the third is commercial bribery under Chinese law.
# An order the customer needs, brought forward openly, is lawful; it only leaves a hole in the next month.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限：目标不是借口
#
# 季末最后几天最容易动歪念头：货没出库先开票，口头答应可退货向经销商压库，给采购送礼。
# 前两种不是销售，而是虚增收入；第三种在中国法律上属于商业贿赂。
# 客户确实需要、公开提前的订单是合法的，只是下个月会少这一块。

# %% [markdown] to="notes" lang="en"
# - Go back to the quarter ends of the season screen: how much of September, December, March and June is the customer's rhythm?
# - **Say** it plainly: who sets a target so that only tricks can reach it shares the blame.
# - Do not judge a case from the room in public; name the compliance office or the auditor as the place to ask.

# %% [markdown] to="notes" lang="zh"
# - 回到淡旺季那一屏的季末：九月、十二月、三月、六月有多少真是客户的节奏？
# - **讲清楚：** 目标定得只有做手脚才能完成，定目标的人同样有责任。
# - 学员提到自己遇到的事，不要当众评判，请他去问本公司的合规或审计部门。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# The East is at 94% and needs CNY 8.1 million a month, more than it has had in six of its seven months.
# Do you lower the target, move part of it to the South, or keep it? What do you tell the team on Monday?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 华东达成率 94%，以后每月要完成 810万元，过去七个月里有六个月都没做到。
# 是下调目标，分一部分给华南，还是不变？星期一您对团队怎么说？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "Keep it, targets are targets": ask what the team does on Monday that it did not do on Friday; without a process target nothing
# - "Lower it": ask what the other regions will ask for next year, and who tells the board
# - "Move it to the South": it is at 99%; ask what that teaches those who reach their targets
# - "Keep the target and show the forecast beside it": the one that works; the result target stays, the weekly work changes, and the gap is named with cause, owner and date
#
# Then take out the papers from the beginning: everybody fills in the second line now.

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “不变，目标就是目标”：追问星期一比上周五多做什么；没有过程目标，就什么也不会变
# - “下调”：追问明年其他区域会提什么要求，谁去向董事会说
# - “分给华南”：华南达成率 99%；追问这等于教完成目标的人什么
# - “目标不变，旁边写上预测”：这才可行；结果目标保留，每周要做的事改变，差距写明原因、责任人和期限
#
# 最后请大家拿出开场写的纸条：现在把第二行填上。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You broke a year's target down by region, industry, customer, project, month and measure, and every sum held
# - You checked a monthly plan, saw who was behind and what each month left must bring
# - You turned a result target into weekly work, and filled the gap with the Ansoff matrix

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您把年度目标分解到区域、行业、客户、项目、月份和四项指标，每一级合计都相符
# - 您检查了月度计划，看清了谁落后、剩余各月平均要完成多少
# - 您把结果目标变成了每周要做的事，并用安索夫矩阵填补了缺口

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for one bullet each, in their own words, with a figure of their own.
# - **Bridge:** everybody opens the exercises of T0 now and types the id that they will use every time.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各讲一条，用自己的话、举自己的数字。
# - **过渡：** 请大家打开 T0 练习，输入学员编号；以后每次都用同一个编号。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/t0_targets.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/t0_targets.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # T0 exercises · From the year's target to next week
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # T0 练习 · 从年度目标到下周的工作
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import live_targets, open_desk

desk = open_desk("T0", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import allocation, targets, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units import t0_targets
from kamlib.widgets.show import prove, say, table

months = [name.pick(lang) for name in t0_targets.MONTH_NAMES.values()]

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed an id and seen a greeting? An id with a slip in it is corrected now.
# - **Say:** each of you has figures of your own, so compare the way, not the result. The screen shows the demo figures; nothing typed here is kept.
# - **Say:** three hints on each card; ask for one before you ask me. A calculator or Excel is welcome: a block of cells can be pasted into the grid.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了编号、看到了欢迎语吗？编号输错现在就改。
# - **讲：** 每人的数据都不一样，所以比方法，不比结果。屏幕上是演示数据，在这里填写的内容不会保存。
# - **讲：** 每张卡片有三条提示，先看提示再来问我。可以用计算器或 Excel：表格可以整块粘贴。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 1 · Split the year
#
# Set the weights of your case first: the picture then shows every exact share.
# Nine months are agreed already; you round the open quarter by hand in the card below.
# Last comes the bottom of the tree: a project's plan by month and measure, with one wrong cell in it.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 分解全年目标
#
# 请先设好题中的权重，图中就会显示每一格的精确份额。
# 九个月的计划已经定了，剩下的一个季度请在下面的卡片里手工取整。
# 最后是树的最底层：一个项目按月份和指标分好的计划，其中有一格是错的。

# %% to="exercise"
# ▶ The exact shares / 精确份额
desk.beside("T0.X1", live_targets.shares)

# %% [markdown] to="notes" lang="en"
# - **Set** 83, 95 and 82 on the screen. East in January: 663.07. "Up or down?" Both are allowed, as long as the month and the region come out.
# - **Move the rounding unit** to 10: the same shares in units of CNY 100,000. The larger the unit, the larger what is handed out.
# - **Say:** the sums first, the cells last. Who starts in the first cell and goes down will miss the last row.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 在屏幕上设为 83、95、82。华东一月：663.07。“向上还是向下？”都可以，只要这个月、这个区域的合计都对得上。
# - **把取整单位拉到 10：** 同样的份额，改按 10万元计。单位越大，取整后要补的数越大。
# - **讲：** 先定合计，再填格子。从第一格一路填下去的人，最后一行多半对不上。

# %% to="exercise" screen="1 min"
# ▶ One level further down: the industries / 再往下一层：分到行业
desk.beside("T0.X1", live_targets.industry_shares)

# %% [markdown] to="notes" lang="en"
# - **Type** 10,450 for the South and 42, 16 and 38 for the weights: 4,571.88, 1,741.67 and 4,136.46 in the last row. Two units are missing; the largest fractions get them.
# - **Say:** what is shared out here is the region's target, not the company's. That is the usual slip.

# %% [markdown] to="notes" lang="zh"
# - **输入** 华南 10,450，权重 42、16、38：最后一行是 4,571.88、1,741.67、4,136.46。取整后差两个单位，补给小数部分最大的两个。
# - **讲：** 这里分的是本区域的目标，不是全公司的。最常见的错误就在这里。

# %% to="exercise" screen="15 min"
# ▶ Exercise 1: split the year / 练习 1：分解全年目标
desk.card("T0.X1")

# %% [markdown] to="notes" lang="en"
# - **In pairs at one card:** one reads the shares aloud, the other types and adds up. Excel is allowed: copy the block of cells and paste it into the first cell of the grid.
# - **Walk round.** The commonest trouble: every cell is within reach and a region is one short of its year. Let them mark the largest fractions of that column and look for a month that is short, too.
# - **Amounts are in ten-thousands** (万元): 663, 663万 and 6.63m are all read as the same. Stop after 15 minutes.
# - **The last three questions:** first down the columns, then along the rows. Who begins with the first row checks all 48 cells.

# %% [markdown] to="notes" lang="zh"
# - **两人一张卡片：** 一人读份额，一人输入并求和。可以用 Excel：复制整块，粘贴到表格第一格。
# - **巡场。** 最常见的困难：每格取整都没错，有一个区域却差一个单位。请他标出该列小数部分最大的格子，再找同样差一个单位的月份。
# - **金额以万元为单位：** 写 663、663万、6.63m 都能识别。15 分钟到点就停。
# - **最后三问：** 先竖着看，再横着看。从第一行查起的人，要把 48 格全部查一遍。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 1 · Split the year

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 分解全年目标

# %% to="solution"
# ▶ The season / 季节指数
data = units.exercise("T0.X1").sheet(0).data
three_years = pd.DataFrame(data["years"], columns=list(t0_targets.MONTH_NAMES))
season = targets.seasonal_index(three_years, years_count="by_sales")
for month in data["asked"]:
    say(lang, en="{month}: 12 × {sum:whole} ÷ {all:whole} = **{index:number}**", zh="{month}：12 × {sum:whole} ÷ {all:whole} = **{index:number}**",
        month=t0_targets.MONTH_NAMES[month].pick(lang), sum=three_years[month].sum(), all=three_years.sum().sum(), index=season[month])

# %% to="solution"
# ▶ Regions and industries / 区域与行业
regions, industries = (pd.DataFrame(data[key]).set_index("id") for key in ("regions", "industries"))
regions["target"] = allocation.largest_remainder(data["target"], regions.weight, unit=1)
industries["target"] = allocation.largest_remainder(int(regions.target[data["focus"]]), industries.weight, unit=1)
for listed in (regions, industries):
    listed["name"] = [name[lang] for name in listed.name]
    columns = {"name": ("Name", "名称"), "weight": ("Weight", "权重"), "target": ("Target (CNY 10,000)", "目标（万元）")}
    table(listed, lang, columns=columns, formats={"weight": "whole", "target": "whole"})

# %% [markdown] to="notes" lang="en"
# - **Step 1, the season.** The slip: 0.05 for February, its share of the year. "An index compares with an average month: times 12."
# - **Step 2, the regions.** 9,130, 10,450 and 9,020: here the shares come out even. The industries of the South share out 10,450, not 28,600.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，季节指数。** 常见错误：二月答 0.05，那是占全年的比重。一句话：“指数是和平均月份比，要乘以 12。”
# - **第 2 步，区域。** 9,130、10,450、9,020：这里正好都是整数。华南的行业分的是 10,450，不是 28,600。

# %% to="solution" screen="2 min"
# ▶ The plan that adds up / 合计相符的计划
from kamlib.units.t0_targets.x1_split import ALL, open_months, plan_table, project_as_shown, project_plan

plan = plan_table(data)
grid, whole_year = plan[open_months(data)].T, plan.assign(year=plan.sum(axis=1)).T
names = {month: name.pick(lang) for month, name in t0_targets.MONTH_NAMES.items()} | {"year": {"en": "Year", "zh": "全年"}[lang]}
columns = {"index": ("Month", "月份"), **{region["id"]: (region["name"]["en"], region["name"]["zh"]) for region in data["regions"]}, ALL: ("Company", "全公司")}
table(whole_year.rename(index=names), lang, index=True, columns=columns, formats=dict.fromkeys(list(columns)[1:], "whole"))
exact = data["target"] * three_years.sum()[open_months(data)] / three_years.sum().sum()
say(lang, en="Exact: {exact}; to be shared out: **{left:whole}**, rounded one by one it would be {alone:whole}.", zh="精确份额：{exact}；要分的是 **{left:whole}**，各自四舍五入则为 {alone:whole}。",
    exact=" + ".join(f"{share:,.2f}" for share in exact), left=grid[ALL].sum(), alone=exact.round().sum())

# %% [markdown] to="notes" lang="en"
# - **Step 3, the quarter.** 6,399 are left; rounded one by one the three months make 6,400, so February goes down to 1,508 although its fraction is .51. Any table is right in which all sums hold and no cell is a unit off.

# %% [markdown] to="notes" lang="zh"
# - **第 3 步，待定季度。** 还有 6,399 要分，三个月各自四舍五入是 6,400；所以二月虽是 .51，也只取 1,508。只要合计都相符、没有一格差满一个单位，就算对。

# %% to="solution" screen="2 min"
# ▶ The project: one cell of 48 / 项目：48 格中的一格
slip, handed_in, right = data["project"]["slip"], project_as_shown(data), project_plan(data)
measure, month = t0_targets.MEASURE_NAMES[slip["measure"]].pick(lang), names[slip["month"]]
added, agreed = handed_in[slip["measure"]].sum(), right[slip["measure"]].sum()
columns = {"index": ("Month", "月份"), **{name: (text.en, text.zh) for name, text in t0_targets.MEASURE_NAMES.items()}}
table(handed_in.rename(index=names), lang, index=True, columns=columns, formats=dict.fromkeys(targets.MEASURES, "one"))
say(lang, en="{measure}: the months make {added:one}, agreed are {agreed:one}. {month}: {shown:one} + ({agreed:one} − {added:one}) = **{right:one}**.",
    zh="{measure}：各月合计 {added:one}，商定 {agreed:one}。{month}：{shown:one} +（{agreed:one} − {added:one}）= **{right:one}**。",
    measure=measure, month=month, added=added, agreed=agreed, shown=slip["shown"], right=right.loc[slip["month"], slip["measure"]])

# %% to="solution"
# ▶ The quarters, and the marks / 四个季度与得分
quarters = targets.quarter_totals(plan.loc[ALL].to_numpy())
answers = {"rule": "largest", "season": {f"{month}/index": f"{season[month]:.4f}" for month in data["asked"]},
           "regions": {f"{id}/target": str(share) for id, share in regions.target.items()},
           "industries": {f"{id}/target": str(share) for id, share in industries.target.items()},
           "grid": {f"{month}/{column}": str(grid.loc[month, column]) for month in grid.index for column in grid},
           "quarters": {f"q{number}/target": str(amount) for number, amount in enumerate(quarters, 1)},
           "slip_measure": slip["measure"], "slip_month": {"month": slip["month"]}, "slip_value": f"{right.loc[slip['month'], slip['measure']]:.1f}"}
result = prove("T0.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 4, the project.** The months of expense make 100.3, agreed are 103.0: 2.7 is missing. Only April does not fit, 5.8 beside sales of 85.2; 10% is 8.5. The slip: 2.7 taken off, 3.1.

# %% [markdown] to="notes" lang="zh"
# - **第 4 步，项目。** 费用各月合计 100.3，商定 103.0，少了 2.7。只有四月那一行不符：销售额 85.2，费用却写 5.8，按 10% 应为 8.5。常见错误：反而减去 2.7，得 3.1。

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 2 · Is the plan on course?
#
# Part of the year is gone: say who is behind, what each month left must bring, and why.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 计划完成得怎么样？
#
# 一年已过去一部分：谁落后，剩余各月平均要完成多少，原因是什么？

# %% to="exercise"
# ▶ Exercise 2: is the plan on course? / 练习 2：计划完成得怎么样？
desk.card("T0.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** first the two columns, then the states; the states follow from the first column.
# - **Walk round.** Who gets 92.5% for the East compared with the calendar. Ask: "What did the plan ask by the end of January?"
# - Twelve minutes; who is done early says in one sentence what the East should do.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先算两栏数字，再判断状态；状态由第一栏得出。
# - **巡场。** 华东算出 92.5% 的人是和时间进度比了。问他：“到 1 月底，计划要求完成多少？”
# - 12 分钟；先做完的请用一句话说华东该怎么办。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 2 · Is the plan on course?
#
# The card works with rounded figures. In a region as small as the Northeast that moves the attainment by two points against the table of the lesson.

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 计划完成得怎么样？
#
# 卡片用的是取整后的数据，所以东北这样的小区域，达成率与课上的表相差两个百分点。

# %% to="solution"
# ▶ Attainment, state and run rate / 达成率、状态与月均需完成
data = units.exercise("T0.X2").sheet(0).data
ids = [region["id"] for region in data["regions"]]
plan, came = (pd.DataFrame([region[what] for region in data["regions"]], index=ids) for what in ("plan", "actual"))
status = targets.plan_status(plan, came, against="plan", ahead_from=t0_targets.AHEAD_FROM, behind_below=t0_targets.BEHIND_BELOW)
words = {"ahead": ("ahead", "超前"), "on_course": ("on course", "正常"), "behind": ("behind", "落后")}
shown = status.assign(name=[region["name"][lang] for region in data["regions"]], word=[words[state][lang == "zh"] for state in status.state])
columns = {"name": ("Region", "区域"), "attainment": ("Attainment", "累计达成率"), "word": ("State", "状态"), "required_run_rate": ("Required a month (CNY 10,000)", "月均需完成（万元）")}
table(shown, lang, columns=columns, formats={"attainment": "percent1", "required_run_rate": "one"})

# %% to="solution"
# ▶ Gap, price and volume, and the marks / 差距、价格与销量，以及得分
sold = data["product"]
parts = targets.price_volume_split(sold["plan_price"], sold["plan_units"], sold["price"], sold["units"], joint_effect="in_price")
say(lang, en="Gap: **{gap:whole}** × CNY 10,000. Price **{p:money}**, volume **{v:money}**.", zh="差距：**{gap:whole}**万元。价格 **{p:money}**，销量 **{v:money}**。",
    gap=status.gap.sum(), p=parts.price_variance, v=parts.volume_variance)
check = {f"{id}/attainment": f"{status.attainment[id]:.3%}" for id in ids} | {f"{id}/rate": str(status.required_run_rate[id]) for id in ids}
answers = {"check": check, "states": status.state.to_dict(), "gap": str(status.gap.sum()), "price_part": str(parts.price_variance),
           "volume_part": str(parts.volume_variance), "cause": "price" if abs(parts.price_variance) > abs(parts.volume_variance) else "volume"}
result = prove("T0.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1, attainment.** The slip: against 7/12 of the year; that moves the Southwest from ahead to on course. "The plan knows Spring Festival, the calendar does not."
# - **Step 2, run rate.** The slips: a twelfth of the year, 733 for the East, and the gap alone, 61. The right one is 810.6: "what is left of the year, by the months left."
# - **Step 3, price or volume.** −486,400 and −504,000: volume by a hair. Who took planned units got −512,000 for the price, and the halves no longer add up.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，达成率。** 常见错误：和全年的 7/12 比，西南就从超前变成了正常。一句话：“计划考虑了春节，日历没有。”
# - **第 2 步，月均需完成。** 常见错误：全年的十二分之一，华东得 733；或只补差距，得 61。正确是 810.6：“全年还剩多少，除以还剩几个月。”
# - **第 3 步，价格还是销量。** −486,400 和 −504,000：销量略多。价格部分乘了计划台数的得 −512,000，两半就加不起来了。

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Exercise 3 · Result or process?
#
# Twelve statements into two boxes, then your own result target into visits a week.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 结果还是过程？
#
# 先把十二条陈述放进两个框，再把自己的结果目标换算成每周拜访次数。

# %% to="exercise"
# ▶ Exercise 3: result or process? / 练习 3：结果还是过程？
desk.card("T0.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** one question for all twelve: could I do it even if every customer says no?
# - **Listen for** the quarrel about expense and overdue invoices. Both are results; the telephone call before the due date is the process.
# - Eight minutes are enough.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 十二条都用同一句话检验：就算客户都说“不”，我也能做到吗？
# - **留意**关于费用和逾期应收款的争论。两者都是结果；到期前打的那个电话才是过程。
# - 8 分钟够了。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 3 · Result or process?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 结果还是过程？

# %% to="solution"
# ▶ The statements / 归类
from kamlib.units.t0_targets.x3_process import BOXES, STATEMENTS

data = units.exercise("T0.X3").sheet(0).data
sorted_out = pd.DataFrame([(STATEMENTS[id][1].pick(lang), BOXES[STATEMENTS[id][0]].label.pick(lang)) for id in data["statements"]])
table(sorted_out.sort_values(1), lang, columns={0: ("Statement", "陈述"), 1: ("Kind", "类别")})

# %% to="solution"
# ▶ The funnel, and the marks / 漏斗倒推与得分
funnel = targets.process_targets(data["target"], data["deal"], data["win_rate"], data["visits"], data["weeks"], round_up="each_step")
say(lang, en="**{d:whole}** deals, **{o:whole}** opportunities, **{v:whole}** visits, **{w:one}** a week",
    zh="**{d:whole}** 单，**{o:whole}** 个商机，**{v:whole}** 次拜访，每周 **{w:one}** 次",
    d=funnel.deals, o=funnel.opportunities, v=funnel.visits, w=funnel.visits_per_week)
answers = {"kinds": {id: STATEMENTS[id][0] for id in data["statements"]}, "deals": str(funnel.deals),
           "opportunities": str(funnel.opportunities), "visits_in_all": str(funnel.visits), "per_week": f"{funnel.visits_per_week:.2f}"}
result = prove("T0.X3", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The two usual slips:** expense as a process ("we control it") and the map of the buying centre as a result ("it has a date"). A date makes no result.
# - In the funnel: who multiplies by the win rate gets 5 opportunities for 14 deals. "Can you win fourteen of five?"
# - **Say:** the last line is the target for Friday. Everybody writes their own number down now.

# %% [markdown] to="notes" lang="zh"
# - **两个常见错误：** 把费用当过程（“我们能控制”），把画采购决策链图当结果（“有期限”）。有期限不等于结果。
# - 漏斗里：乘以赢单率的人，14 单只要 5 个商机。一句话：“五个里面能赢十四个吗？”
# - **讲：** 最后一行就是每周五要检查的目标。请每人现在写下自己的数字。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 4 · Fill the Ansoff gap
#
# Twelve actions, each with a range for its growth, each cell with a range for its probability: see how far they reach, then make your own plan in the card.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · 用安索夫矩阵补缺口
#
# 十二项行动各有增长额范围，四个象限各有概率范围：先看这些范围最多能做到多少，再在卡片里做您自己的计划。

# %% to="exercise"
# ▶ From cautious to hopeful / 从保守到乐观
desk.beside("T0.X4", live_targets.positions)

# %% [markdown] to="notes" lang="en"
# - **At the cautious end** CNY 10.79m stay open. **Move both to 50%:** just closed. **Both to 100%:** more than half as much again as is needed. "Who would sign that?"
# - **Ask:** "Which is easier to bring about, growth or probability?" Neither by moving a slider; a test order or a signed letter raises a probability.

# %% [markdown] to="notes" lang="zh"
# - **两头都取保守：** 还差 1,079万元。**都拉到 50%：** 刚好补上。**都拉到 100%：** 比需要的多出一半还不止。“这样的计划谁敢签字？”
# - **问：** “增长额和概率，哪个更容易做到？”都不是拉滑块能做到的；试订单、意向书才能提高概率。

# %% to="exercise" screen="12 min"
# ▶ Exercise 4: fill the Ansoff gap / 练习 4：用安索夫矩阵补缺口
desk.card("T0.X4")

# %% [markdown] to="notes" lang="en"
# - **Say:** sort by the customers first, then by the product. The case says what is old; nothing else counts.
# - **Walk round.** A dealer in Thailand is a new market even for an old product; spare parts for present accounts are an old product even if the contract is new.
# - **Then the plan:** begin in the middle of every range, work out the residual, and defend every figure that is moved up. At most 10% beyond the gap: the card says so when a plan is too good to be true.
# - Everybody's plan is another one; the card works out each residual from the trainee's own figures.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先按客户分，再按产品分。什么是“老”，题目里写明了，以题目为准。
# - **巡场。** 泰国的经销商，卖老产品也是新市场；给现有客户的备件，合同是新签的也是老产品。
# - **再做计划：** 从各范围的中间取起，算出剩余缺口；哪个数往上调，就要说得出依据。最多超出缺口 10%，好得不像真的，卡片会提醒。
# - 每个人的计划都不一样；剩余缺口按各人自己填的数来核对。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 4 · Fill the Ansoff gap

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · 用安索夫矩阵补缺口

# %% to="solution"
# ▶ One plan: the middle of every range / 一份计划：各范围取中间值
from kamlib import plots
from kamlib.units.t0_targets.x4_ansoff import CELLS, cell_of, plan_of

data = units.exercise("T0.X4").sheet(0).data
gap, actions = plan_of(data), pd.DataFrame(data["actions"]).set_index("id")
plots.ansoff_matrix(plan_of(data, scale=10_000), lang, actions=dict.fromkeys(targets.ANSOFF_CELLS, 3))

# %% to="solution"
# ▶ The residual, and the marks / 剩余缺口与得分
cells = {id: cell_of(id) for id in actions.index}
chance = {cell: sum(bounds) / 2 for cell, bounds in data["chances"].items()}
covered = sum(actions.growth[id] * chance[cell] for id, cell in cells.items())
say(lang, en="{gap:whole} − {covered:whole} = **{r:whole}** × CNY 10,000: closed", zh="{gap:whole} − {covered:whole} = **{r:whole}**万元：已补上",
    gap=gap.gap, covered=covered, r=gap.gap - covered)
answers = {"gap": str(gap.gap), "cells": cells, **{f"chance_{cell}": f"{chance[cell]:.0%}" for cell in CELLS},
           "growth": {f"{id}/growth": str(growth) for id, growth in actions.growth.items()}, "residual": str(gap.gap - covered)}
result = prove("T0.X4", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1, the cells.** The slip: the app for present machine builders under penetration. "The customers are old, the product is not."
# - **Step 2, covered.** The slip: growth added without probability; then 7,680 stand against a gap of 2,570 and all looks well. That is the plan of January.
# - **Step 3, closing it.** Compare two plans from the room, one that leans on penetration and one on something new: which of the two would you rather answer for?

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，归类。** 常见错误：把面向现有整机厂的软件放进市场渗透。一句话：“客户是老的，产品不是。”
# - **第 2 步，已覆盖。** 常见错误：不乘概率直接相加，得 7,680，缺口才 2,570，看上去万事大吉。年初的计划就是这样。
# - **第 3 步，补齐。** 请两位学员展示计划，一份靠市场渗透，一份靠“新”：您更愿意为哪一份负责？

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · Three quarters gone
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 三个季度过去了
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("T0.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** one account after three quarters; measures, quarters, attainment, run rate, price and volume, opportunities, countermeasures, and a note.
# - Planned as work after class: 35 minutes alone. Say until when and how the file is handed in.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 一个客户，三个季度之后；四项指标、季度、达成率、月均需完成、价格与销量、商机、对策，再写一段说明。
# - 按课后作业安排，一个人约 35 分钟。说清截止时间和提交方式。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="2.5 min"
# ### Worked solution of the wrap-up case · Three quarters gone

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 三个季度过去了

# %% to="solution"
# ▶ Measures and quarters / 指标与季度
data = units.exercise("T0.W").sheet(0).data
rest = targets.measures_from_rates(data["target"], collection_rate=data["collection"], gross_margin_rate=data["margin"], expense_ratio=data["expense"])
quarters = allocation.largest_remainder(data["target"], data["quarter_sales"], unit=1)
say(lang, en="Cash **{c:one}**, expense **{e:one}**, profit **{p:one}**; quarters **{q}** (CNY 10,000)", zh="回款 **{c:one}**，费用 **{e:one}**，利润 **{p:one}**；各季度 **{q}**（万元）",
    c=rest.cash_collected, e=rest.expense, p=rest.profit, q=" + ".join(map(str, quarters)))

# %% to="solution"
# ▶ Where it stands, and why / 完成情况与原因
came = sum(data["actual"])
attained, rate = came / quarters[:3].sum(), targets.required_run_rate(data["target"], came, 3)
split = targets.price_volume_split(data["plan_price"], data["plan_units"], data["price"], data["units"], joint_effect="in_price")
funnel = targets.process_targets((data["target"] - came) * 10_000, data["deal"], data["win_rate"], 1, 1, round_up="each_step")
say(lang, en="Attainment **{a:percent1}**, required a month **{r:one}**; price **{p:money}**, volume **{v:money}**; **{o:whole}** opportunities",
    zh="累计达成率 **{a:percent1}**，月均需完成 **{r:one}**万元；价格 **{p:money}**，销量 **{v:money}**；商机 **{o:whole}** 个",
    a=attained, r=rate, p=split.price_variance, v=split.volume_variance, o=funnel.opportunities)

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **The slips:** profit before expense, 541; attainment against three quarters of the year, 88.3% instead of 91.4%; run rate without dividing by three.

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **常见错误：** 利润没减费用，得 541；达成率和全年的四分之三比，得 88.3%，正确是 91.4%；月均需完成没有除以三。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **A cause needs its own countermeasure**: visits for missing opportunities, the decider for stuck ones, a release rule for discounts, a list for overdue invoices
# - **Never**: goods invoiced that do not leave, stock on a promise to take it back, presents
# - **Openly**: an order brought forward that the customer needs, with the hole in July named

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **对症下药**：商机少就增加拜访，卡住了就找决策者，折扣乱给就定审批规则，逾期就列清单催收
# - **绝不能做**：货没出库先开票，承诺可退货的压库，送礼
# - **可以公开做**：客户确实需要的订单提前下，同时说明七月会少这一块

# %% to="solution"
# ▶ The marks / 得分
keys = load_keys(workbook.keys())
judged = {name: keys.find("T0.W", 0, name) for name in ("countermeasures", "proposals")}
answers = {"measures": {f"{name}/amount": f"{getattr(rest, name):.2f}" for name in rest._fields},
           "quarters": {f"q{number}/plan": str(share) for number, share in enumerate(quarters, 1)},
           "attainment": f"{attained:.3%}", "run_rate": f"{rate:.2f}", "opportunities": str(funnel.opportunities),
           "split": {"price/amount": str(split.price_variance), "volume/amount": str(split.volume_variance)},
           **{name: {item: key.accepted(item)[0] for item in key.answer} for name, key in judged.items()},
           "note": "Cause, countermeasure, owner, until when: see the rubric / 原因、对策、责任人、期限：见评分标准。" * 5}
result = prove("T0.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The second plant** is accepted for now and for next year: right in kind, slow in time. Ask for the reason.
# - **The note** is marked by hand: figures, a cause that they bear out, a countermeasure with owner and date, something to count each week, and no promise that the figures do not allow.

# %% [markdown] to="notes" lang="zh"
# - **第二工厂**：现在做或列入明年都算对，方向对、见效慢。请学员说理由。
# - **那段说明** 人工评分：有数字，原因有数据支撑，对策有责任人和期限，有每周可查的过程目标，不作数据不支持的承诺。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Your own plan
#
# Download the empty form, fill in your own targets and months at your desk, and load it here: you see who is behind and by how much.
# The file stays on this computer.

# %% [markdown] to="exercise" lang="zh"
# ## 您自己的计划
#
# 下载空白表单，填上您自己的目标和各月实际，再载入这里：谁落后、差多少，一目了然。
# 文件只保留在本机。

# %% to="exercise"
# ▶ The empty form / 空白表单
from IPython.display import HTML

from kamlib.forms.plan_check_card import form_link, own_plan

HTML(form_link(None, lang))

# %% to="exercise"
# ▶ Load your filled form / 载入已填的表单
from kamlib.forms.plan_check_card import UPLOAD_HELP, UPLOAD_TITLE
from kamlib.widgets.upload import Upload

Upload(own_plan, lang, title=UPLOAD_TITLE, help=UPLOAD_HELP)

# %% [markdown] to="notes" lang="en"
# - **Say:** three lines are enough for a start, sales only; the other measures can follow.
# - Nobody loads real figures on the projector. Each at their own place; the file does not leave the computer.
# - **The last question:** "What will you count next Friday?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先填三行、只填销售额就够，其他指标以后再补。
# - 不要在投影上载入真实数据。各自在座位上做，文件不会离开本机。
# - **最后一问：** “下周五您检查哪个数字？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 1, target and gap, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 1 步“目标与缺口”，那里的客户就是您贯穿各单元的客户。
