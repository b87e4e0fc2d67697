# ---
# unit: U5
# module: 1_key_accounts
# items: [U5.01, U5.02, U5.02a, U5.02b, U5.02c, U5.02d, U5.02e, U5.03, U5.03a, U5.03b, U5.03c, U5.03d, U5.03e, U5.04, U5.05, U5.06, U5.07]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U5 · What does leaving us cost the customer?
#
# **After this unit you can**
#
# - work out what a change of supplier costs a customer, and what discount a rival needs for it
# - choose among five ways to raise that cost, by what they bring and what they cost us
# - tell a fair tie from a foul one, and say when the lawyers come first

# %% [markdown] to="lesson" lang="zh"
# # U5 · 客户换掉我们，要付出多大代价？
#
# **学完本单元，您能够**
#
# - 算出客户更换供应商的代价，以及对手至少要让多少价
# - 按投入和回报，在五种提升转换成本的方式中作选择
# - 分清正当的做法和越界的做法，知道什么时候要先问法务

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "At what discount would your best account leave you?" Everybody writes down one percentage and keeps the paper.
# - Most write 3 or 5, out of fear. The paper comes back at the discussion.
# - **Say:** 50 minutes of lesson and discussion, then four exercises, each with your own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “对手便宜多少，您最好的客户就会走？”请每人写下一个百分数，把纸条留好。
# - 多数人出于担心，会写 3 或 5。课堂讨论时再拿出来。
# - **讲：** 讲解和讨论 50 分钟，然后是四道练习，每人的数据各不相同；综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ The accounts, and what is quoted / 客户数据与引用
import pandas as pd

from kamlib import cases, lifetime, plots, switching
from kamlib.units.u5_switching import DEMOS
from kamlib.value import annuity_factor
from kamlib.widgets import live_switching
from kamlib.widgets.show import cited, say, table

accounts = cases.account_table().set_index("account")
name = "name_en" if lang == "en" else "name_zh"

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## The story: ten per cent less
#
# Rynfando Warehouse Technology is one of the best accounts of Tarvane Drives. The companies and all figures are invented.
# This morning its buyer has sent one line: "Rival B offers the same for ten per cent less. Match it by Friday, or we go."
# "Match it", says the salesperson. "Let them go and see", says the service manager. "What would it cost them to go?" asks the sales director.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：便宜一成
#
# 莱凡朵仓储设备是塔凡传动最好的客户之一。两家公司及所有数据均为虚构。
# 今天早上，对方采购只发来一句话：“对手 B 同样的货便宜一成。周五前不跟价，我们就换人。”
# 业务员说：“跟吧。”服务经理说：“让他们去试试。”销售总监问：“他们换一次，自己要花多少？”

# %% to="lesson"
# ▶ What is at stake / 关系到多少
account = accounts.loc["A043"]
clp = lifetime.lifetime_profit(account.contribution_per_year, account.service_cost_per_year, account.retention_per_year,
                               0.10, 10, first_margin="now", cost_timing="middle")
say(lang, en="They buy for **{sales:short_money}** a year and leave us {left:short_money} of it as contribution; over ten years the account is worth **{clp:short_money}** (U1). To match costs **{cut:short_money}** every year.",
    zh="对方每年采购 **{sales:short_money}**，其中边际贡献 {left:short_money}；十年的全生命周期利润为 **{clp:short_money}**（见 U1）。跟价，每年就少 **{cut:short_money}**。",
    sales=round(account.sales_per_year, -4), left=round(account.contribution_per_year, -4), clp=round(clp, -5), cut=round(0.1 * account.sales_per_year, -3))

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it,** and let the room vote by hands: match, or not? Write the votes on the board.
# - **Ask:** "Who of you has ever asked a customer what the change would cost him?" Usually one hand, or none.
# - **Bridge:** the director's question is the unit.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读，** 然后请大家举手：跟价还是不跟？把票数写在白板上。
# - **问：** “有谁问过客户，换一次供应商要花多少？”通常只有一只手，甚至没有。
# - **过渡：** 销售总监的那个问题，就是本单元要讲的。

# %% [markdown] to="lesson" lang="en" covers="U5.01" screen="2 min"
# ## What switching cost is
#
# **Switching cost** is all it costs a customer to change the supplier: money, time, risk and trouble, beyond the price of the goods.
# It falls on the customer, not on us, and it is paid once, when he goes; a few parts of it come every year.
# The document asks for the definition and gives none; this one is ours.

# %% [markdown] to="lesson" lang="zh"
# ## 转换成本的定义
#
# **转换成本**是客户更换供应商所付出的全部代价：货款之外的金钱、时间、风险和麻烦。
# 付代价的是客户，不是我们；多数在更换时一次付清，少数年年都有。
# 课程文件列出了这一题目，没有给出定义；以上定义由本课程编写。

# %% to="lesson"
# ▶ What research says / 研究怎么说
cited(lang, "switching.types")

# %% [markdown] to="notes" lang="en"
# - **Ask:** "When did you last stay with a bank, a telephone company or a software although others were cheaper? What held you?" Collect on the board; the five kinds will all be there.
# - **Say:** switching cost is no wall that we build; most of it has grown by working well together.
# - The study is about consumers; for companies we use it as a comparison only.

# %% [markdown] to="notes" lang="zh"
# - **问：** “明明别家更便宜，您却一直没换银行、电话公司或软件，是什么让您没换？”把回答写在白板上，五种成本都会出现。
# - **讲：** 转换成本不是我们砌的墙，大部分是合作得好，自然长出来的。
# - 这项研究的对象是消费者，用于企业只作参考。

# %% [markdown] to="lesson" lang="en" covers="U5.02,U5.02a,U5.02b,U5.02c,U5.02d,U5.02e" screen="3 min"
# ## Five typical switching costs
#
# The document lists the five; what each of them means is ours.
#
# | | When it comes | At Rynfando, for example |
# |---|---|---|
# | **Search cost** | before the choice | enquiries, audits of other makers |
# | **Trial cost** | while they test | endurance run, pilot batch, scrap |
# | **Learning cost** | after the choice | drawings, control software, training |
# | **Relationship cost** | when people part | the engineer who knows the line is gone |
# | **Legal cost** | when contracts end and begin | compensation, certificates, lawyers |

# %% [markdown] to="lesson" lang="zh"
# ## 五种典型的转换成本
#
# 课程文件列出了这五种，各自的含义由本课程说明。
#
# | | 什么时候发生 | 以莱凡朵为例 |
# |---|---|---|
# | **搜寻成本** | 选定之前 | 询价、审核其他厂商 |
# | **尝试成本** | 试用期间 | 耐久试验、小批试用、报废 |
# | **学习成本** | 选定之后 | 图纸、控制程序、培训 |
# | **关系成本** | 熟人不再往来时 | 熟悉产线的工程师不再上门 |
# | **法律成本** | 合同终止和签订时 | 补偿款、认证、律师 |

# %% [markdown] to="notes" lang="en"
# - **Go through the table as a story:** first they look, then they try, then they get used to it. What is left has to do with people or with paper.
# - **Ask:** "Which of the five is largest with your accounts?" Usual: learning or trial. "And which do you know in CNY?" Usually none.
# - The border between trial and learning: before the choice it is a trial, after it learning. Exercise 1 practises it on 15 entries.

# %% [markdown] to="notes" lang="zh"
# - **把表当故事讲：** 先找，再试，然后适应。剩下的不是和人有关，就是和文件有关。
# - **问：** “您的客户，五种里哪一种最大？”常见回答是学习或尝试。“哪一种您说得出金额？”通常一种也说不出。
# - 尝试和学习的界限：选定之前是尝试，选定之后是学习。练习 1 用 15 项费用来练。

# %% to="lesson" screen="2 min"
# ▶ What leaving would cost Rynfando / 莱凡朵换供应商要花多少
costs = {"search": 180_000, "trial": 530_000, "learning": 440_000, "relationship": 440_000, "legal": 370_000}
spend, rate, years, offer = 7_740_000, 0.10, 5, 0.10
extra = 60_000 * annuity_factor(rate, years, timing="end")
plots.switching_waterfall(costs, lang, extra=extra)

# %% [markdown] to="notes" lang="en"
# - **Where the figures come from:** our salesperson and Rynfando's production manager wrote them down together. That talk alone is worth the effort: the buyer had counted none of it.
# - **Point at** the grey step: 60,000 a year for a second stock of spare parts, over five years in money of today.
# - **Ask:** "Who at the customer knows these figures?" Not the buyer; production, quality and engineering do.

# %% [markdown] to="notes" lang="zh"
# - **数据从哪来：** 我方业务员和莱凡朵的生产经理一起列出来的。光是这次谈话就值得：采购一项也没算过。
# - **看灰色那一级：** 要多备一套备件库存，每年 60,000 元，按五年折成今天的钱。
# - **问：** “在客户那边，谁掌握这些数字？”不是采购，是生产、质量和技术部门。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ## What discount a rival needs
#
# A customer who only calculates leaves when the saving over the years, in money of today, is more than the switching cost (Klemperer 1987).
#
# - **Discount needed** = switching cost ÷ (spend a year × annuity factor)
# - **Payback** = switching cost ÷ saving a year, without interest

# %% [markdown] to="lesson" lang="zh"
# ## 对手至少要让多少价
#
# 只算账的客户，什么时候会走？当几年省下的钱折成今天，超过转换成本的时候（Klemperer 1987）。
#
# - **所需让价** = 转换成本 ÷（每年采购额 × 年金系数）
# - **回收期** = 转换成本 ÷ 每年节省额，不计利息

# %% to="lesson"
# ▶ The discount Rival B needs / 对手 B 要让多少
cost = switching.switching_cost(costs, extra_cost_per_year=60_000, discount_rate_per_year=rate, years=years, timing="end")
needed = switching.required_discount(cost, spend, rate, years, timing="end")
decided = switching.switching_decision(cost, spend * offer, rate, years, timing="end")
say(lang, en="Switching cost **{cost:money}**, annuity factor {factor:.4f}: a rival needs **{needed:percent1}**. With 10% less Rynfando gains **{gain:money}**, and the change has paid for itself after {payback:one} years.",
    zh="转换成本 **{cost:money}**，年金系数 {factor:.4f}：对手至少要让 **{needed:percent1}**。便宜 10%，莱凡朵可得 **{gain:money}**，{payback:one} 年收回转换成本。",
    cost=cost, factor=annuity_factor(rate, years, timing="end"), needed=needed, gain=decided.surplus, payback=decided.payback_years)

# %% [markdown] to="notes" lang="en"
# - **Let them guess first:** "7.74 million of sales, 2.19 million of switching cost: what discount?" Many say 28%; they divide by one year. The discount comes every year.
# - **Say it plainly:** the buyer's threat is not empty. By the figures they gain 750,000 by leaving.
# - "Nobody calculates like this!" True of many buyers. All the better if we bring the sheet, and know where we stand ourselves.

# %% [markdown] to="notes" lang="zh"
# - **先请大家猜：** “销售额 774万，转换成本 219万，要让多少？”不少人会说 28%，那是只除了一年。让价是年年都有的。
# - **直说：** 采购不是虚张声势。按账面算，换过去能多得约 75万元。
# - “没有人这么算！”很多采购确实不算。那我们把表带过去就更好，至少自己心里有数。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: do they leave?
#
# Move one slider at a time. The diamond is what a rival needs, the dot is what he offers.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：客户会走吗？
#
# 每次只移动一个滑块。菱形是对手至少要让的，圆点是对手报的。

# %% to="lesson"
# ▶ The live switching decision / 可调的转换决策
live_switching.decision(lang, spend=spend, cost=sum(costs.values()), extra=60_000, offer=0.10, years=5, discount=0.10)

# %% [markdown] to="notes" lang="en"
# - **Move** the years from 5 to 3: a rival needs 11.0%, and the same offer is not enough. Buyers who change jobs every three years decide differently from owners.
# - **Move** it back and the rate to 20%: 9.2%. Whoever is short of money minds the cost of today more than the saving of tomorrow.
# - **Move** what is paid once until they stay at 10%: about 2.7 million. We lack 750,000. How to come by it is the next screen.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把年数从 5 调到 3：对手要让 11.0%，同样的报价就不够了。三年一换岗的采购，和老板算的账不一样。
# - **操作：** 调回来，把利率调到 20%：9.2%。手头紧的企业，更在意眼前的花费。
# - **操作：** 把一次性成本往上拉，直到让 10% 也不划算：约 270万元。我们差 75万元。怎么补上，下一屏讲。

# %% [markdown] to="lesson" lang="en" covers="U5.03,U5.03a,U5.03b,U5.03c,U5.03d,U5.03e" screen="3 min"
# ## Five ways to raise the switching cost
#
# The document lists the five ways; the examples and the last column are ours.
#
# | Way | For example | What the customer gets |
# |---|---|---|
# | **Dedicated assets** | a test bench of ours in their plant | an asset without paying for it |
# | **Outstanding service** | spare unit within four hours | less standstill |
# | **Embedding in the process** | vending machine, data link, supply to the line | less work and stock |
# | **Proprietary technology** | a gear unit only we can make | a better machine |
# | **Termination barriers** | frame contract, notice, compensation | a price or a promise, if anything |
#
# The first four grow out of value. The fifth holds by paper alone: use it last, and see the lawyers first.

# %% [markdown] to="lesson" lang="zh"
# ## 提升转换成本的五种方式
#
# 课程文件列出了五种方式，例子和最后一列由本课程编写。
#
# | 方式 | 例子 | 客户得到什么 |
# |---|---|---|
# | **专有资产** | 在客户厂内放置我方的试验台 | 不花钱就用上设备 |
# | **卓越服务** | 四小时内送到备机 | 停机更少 |
# | **流程嵌入** | 自动售货机、系统直连、直送产线 | 省事，库存低 |
# | **独有技术** | 只有我方会做的减速机 | 整机更好 |
# | **终止壁垒** | 框架协议、通知期、补偿 | 价格或承诺，也可能什么都没有 |
#
# 前四种靠价值，第五种只靠一纸合同：放到最后用，用之前先问法务。

# %% [markdown] to="notes" lang="en"
# - **Ask:** one example from the room for each way. The usual trouble: nobody has one for the third, everybody has one for the fifth.
# - **Say:** read the last column. Where the customer gets nothing, they will look for the exit.
# - The document's numbering jumps from item 3, this list, to item 5, the first of the cases. An item may have been lost or misnumbered; nothing can be said of what it held, and we add nothing.

# %% [markdown] to="notes" lang="zh"
# - **问：** 每种方式请大家举一个例子。常见现象：第三种没人举得出，第五种人人都有。
# - **讲：** 看最后一列。客户得不到好处的，迟早会想办法脱身。
# - 课程文件的编号从第 3 项（就是这份清单）直接跳到第 5 项（第一个案例），可能漏了一项，也可能是编号有误；内容无从得知，我们也不补。

# %% to="lesson" screen="2 min"
# ▶ What a tie adds at Rynfando / 一项留客措施给莱凡朵增加多少转换成本
added = {"trial": 200_000, "learning": 400_000, "relationship": 180_000}
plots.switching_waterfall(costs, lang, extra=extra, added=added)

# %% to="lesson"
# ▶ Enough against ten per cent? / 挡得住一成的让价吗？
after = switching.required_discount(cost + sum(added.values()), spend, rate, years, timing="end")
say(lang, en="A vending machine for small parts, filled by us and linked to their planning: a rival now needs **{after:percent1}** instead of {needed:percent1}.",
    zh="放一台小件自动售货机，由我方补货，并与对方的计划系统相连：对手至少要让 **{after:percent1}**，原来是 {needed:percent1}。", after=after, needed=needed)

# %% [markdown] to="notes" lang="en"
# - **Read it from the left:** the colours are the five costs; three of them grow, because planning, stock and people get used to the machine.
# - **Ask:** "Is it enough?" Just enough against 10%, not against 12. A tie buys time; value keeps the account.
# - "And if they do not want the machine?" Then it is no tie but a cost of ours. The customer must gain by it; the vending screens show how.

# %% [markdown] to="notes" lang="zh"
# - **从左往右看：** 颜色代表五种成本；其中三种会增加，因为计划、库存和人员都习惯了这台机器。
# - **问：** “够了吗？”刚好挡住 10%，挡不住 12%。留客措施换来的是时间，真正留住客户的是价值。
# - “客户不想要这台机器呢？”那就留不住人，只是我们白花钱。客户必须得到好处，售货机那两屏会讲。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ## Does it pay for us?
#
# A **tie** is what we build to keep a customer. After how many years is our money back, with interest (**break-even**)?

# %% [markdown] to="lesson" lang="zh"
# ## 对我们合算吗？
#
# 为留住客户而做的投入，叫**留客措施**。计入利息，客户至少要留几个整年，我方才能收回投入（**保本年数**）？

# %% to="lesson"
# ▶ The live tie, year by year / 逐年看这笔投入
live_switching.tie(lang, investment=420_000, yearly=190_000, discount=0.10, years=5)

# %% [markdown] to="notes" lang="en"
# - **Say:** a tie is an investment: money today against contribution that we keep, and our share of what they save; here 150,000 and 40,000 a year.
# - **Read the bars:** each says what has come of it if they stay so many years. After 3 years the money is back; after 5 years 300,000 are left.
# - **Move** the yearly return to 100,000: within 5 years the money does not come back. So much hangs on the estimate of what is kept.
# - **Move** the investment to 840,000: −120,000. "Strategic" is no reason; if something is missing in the sum, put it in.
# - **Ask:** "What if they leave after 2 years all the same?" Then 90,000 are lost. That is the risk we buy.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 留客措施是一笔投资：今天投入，换来每年保住的边际贡献和分得的节省额，这里分别是 150,000 元和 40,000 元。
# - **看柱子：** 每根表示客户留这么多年时的结果。留满 3 年收回投入，5 年净得 30万元。
# - **操作：** 把每年回报调到 100,000：5 年内收不回来。可见“保住多少”这个估计有多关键。
# - **操作：** 把投入调到 840,000：−12万元。“战略客户”不是理由；账里漏了什么，就把它算进去。
# - **问：** “如果他们 2 年后还是走了呢？”那就亏 9万元。这就是我们承担的风险。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### Try it: what retention adds
#
# The same tie, seen from the CLP of U1: who is more likely to stay makes every later year count for more.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：保留率带来多少
#
# 同一项措施，改用 U1 的 CLP 来看：客户越可能留下，后面每一年就越值钱。

# %% to="lesson"
# ▶ The live retention effect of Rynfando / 莱凡朵的保留率效果
live_switching.retention(lang, contribution=2_380_000, cost=310_000, before=0.92, after=0.93, discount=0.10, years=10)

# %% [markdown] to="notes" lang="en"
# - **Compare:** the sum of the screen before left 300,000 over five years; one point of retention alone, from 92% to 93%, is worth 411,000 over ten.
# - **Move** the rate after the tie to 95%: 1.3 million. A tie may cost so much at most.
# - **Ask:** "Which of the two do you believe?" Both rest on an estimate. Where they lie far apart, one of the estimates is wrong.
# - **Say:** use the lower one for the decision.

# %% [markdown] to="notes" lang="zh"
# - **对照：** 上一屏五年净得 30万元；这里保留率仅从 92% 提高到 93%，十年就值 41.1万元。
# - **操作：** 把“新保留率”拉到 95%：130万元。一项措施最多值得投这么多。
# - **问：** “您信哪一个？”两个都建立在估计上。相差很大时，说明有一个估计不对。
# - **讲：** 作决定时，用较低的那个。

# %% [markdown] to="lesson" lang="en" covers="U5.04" screen="2.5 min"
# ## Case: Honeywell's refrigerant storage tank
#
# The document gives the name only, and we found no public report of the tank.
# As we tell it, a supplier pays for a tank at the customer's plant, keeps it, and fills it before it is empty.
# The customer saves the tank and the orders; who wants to leave needs another tank. The way: **dedicated assets**.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：霍尼韦尔的制冷剂储罐
#
# 课程文件只有名称，我们也没有查到关于储罐的公开报道。
# 按本课程的讲法，供应商出钱在客户厂内建储罐，归供应商所有，快用完时主动补充。
# 客户省了储罐的钱，也不用下单；想换供应商，就得另建一个储罐。这种方式是**专有资产**。

# %% to="lesson"
# ▶ What can be cited / 可以引用的内容
cited(lang, "honeywell.support")

# %% [markdown] to="notes" lang="en"
# - Somebody may know a version of this case from another course. Ask for the source; we teach what can be cited and say what is ours.
# - **Point at** the first line: that is outstanding service and learning cost at work, and it is on record.
# - **Ask:** "What would be missing tomorrow if the supplier were sent away?" A tank, the money for one, and months until it stands.

# %% [markdown] to="notes" lang="zh"
# - 也许有人在别的课上听过这个案例的某个版本。请问出处；我们只讲有据可查的，自己编的会说明。
# - **看第一行：** 这是卓越服务和学习成本在起作用，而且有据可查。
# - **问：** “如果明天换掉这家供应商，会少了什么？”少一个储罐，少一笔建罐的钱，还要等几个月才建好。

# %% to="lesson" screen="1 min"
# ▶ The limit: a fair way out / 界限：公平的退路
cited(lang, "lpg.order")

# %% [markdown] to="notes" lang="en"
# - **Say:** a tank on loan is a value as long as there is a fair way out. In Britain there are rules for just this, for household gas tanks; the page is an official leaflet, kept by another site.
# - **Ask:** "What stands in your own loan contracts about the exit?" Notice, book value, who takes it down.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 借用的储罐，只要有公平的退路，就是价值。英国专门为家用液化气储罐定了规则；该页是官方说明，由其他网站保存。
# - **问：** “贵公司的设备借用合同里，退出是怎么写的？”通知期、账面净值、谁来拆除。

# %% [markdown] to="lesson" lang="en" covers="U5.05" screen="2 min"
# ## Case: the tool vending machine
#
# “Managing assets for the customer”: the document gives the name only and no company.
# As we tell it, the machine stands in the workshop, books every tool taken, and is filled by the supplier.
# The customer uses, stocks and walks less. The way: **embedding in the process**.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：刀具自动售货机
#
# “为客户管理资产”：课程文件只有名称，没有提到企业。
# 按本课程的讲法，机器（业内也叫智能刀具柜）放在车间，谁领了什么刀具都有记录，供应商负责补货。
# 客户用得少了，库存少了，路也少走了。这种方式是**流程嵌入**。

# %% to="lesson"
# ▶ What can be cited / 可以引用的内容
cited(lang, "vending.count", "vending.effort", "vending.claim")

# %% [markdown] to="notes" lang="en"
# - **Say** how well each line stands: the first two were checked, the third is a seller's claim about his own machine.
# - **Point at** the second line: the tie costs work, too. Who sets up and fills machines does not call on customers.
# - **Ask:** "What in your business is taken from a shelf many times a day?" Small parts, tools, gloves, fuses: candidates.

# %% [markdown] to="notes" lang="zh"
# - **说明**每一行的依据：前两行已核对，第三行是卖机器的人自己的说法。
# - **看第二行：** 这项措施也占人手：忙着装机补货，就没时间拜访客户。
# - **问：** “您的业务里，什么东西一天要从架子上拿很多次？”小件、刀具、手套、保险丝，都可以考虑。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### Try it: what does the machine save Tovpirrow?
#
# Saving = fewer tools × price + lower stock × carrying rate + time not walked × wage.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：售货机能为托皮若省多少？
#
# 节省额 = 少用的刀具 × 单价 + 降低的库存 × 持有费率 + 省下的走路时间 × 工资。

# %% to="lesson"
# ▶ The live vending machine / 可调的自动售货机
live_switching.vending(lang, units=6_000, price=85, stock=640_000, carrying=0.18, trips=60, days=250, wage=48)

# %% [markdown] to="notes" lang="en"
# - **Ask before you move anything:** "Which of the three is largest?" Most say the tools; it is the walking: 60 trips of nine minutes saved, 2,250 hours a year.
# - **Move** the minutes from 9 to 3: walking falls to 36,000. So measure the way with a watch before you promise anything.
# - **Say:** this figure is the customer's gain and the honest part of the tie. Share it in the contract: U7 tells how to price it.

# %% [markdown] to="notes" lang="zh"
# - **动滑块之前先问：** “三项里哪项最大？”多数人说刀具，其实是走路：每天 60 次、每次省 9 分钟，一年 2,250 小时。
# - **操作：** 把分钟数从 9 调到 3：走路这项降到 36,000 元。所以先拿表去量，再作承诺。
# - **讲：** 这个数是客户的好处，也是这项措施站得住的地方。怎么分，写进合同；怎么定价，见 U7。

# %% [markdown] to="lesson" lang="en" covers="U5.06" screen="2 min"
# ## Case: Tetra Pak's bundling agreement
#
# The document names the case and tells nothing of it. What can be cited is a decision, and it is the **limit** of this unit.
# The way is a **termination barrier**: packaging material tied to machine and service by contract.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：利乐包装的捆绑协议
#
# 课程文件只有名称，没有内容。可以引用的是一份处罚决定，它就是本单元的**界限**。
# 这种方式属于**终止壁垒**：通过合同把包装材料和设备、服务绑在一起。

# %% to="lesson"
# ▶ What was found / 认定了什么
cited(lang, "tetra_pak.tie", "tetra_pak.conduct")

# %% [markdown] to="notes" lang="en"
# - **Do not teach this case without the next screen.**
# - **Ask:** "What held the customer here?" No better machine and no better service: a clause.

# %% [markdown] to="notes" lang="zh"
# - **讲这个案例，一定要接着讲下一屏。**
# - **问：** “这里留住客户的是什么？”不是更好的设备，也不是更好的服务，而是一个条款。

# %% to="lesson" screen="1.5 min"
# ▶ What it cost / 罚了多少
cited(lang, "tetra_pak.share", "tetra_pak.decision_date", "tetra_pak.fine", "tetra_pak.start")

# %% [markdown] to="notes" lang="en"
# - About CNY 668 million, made public in November 2016 by the SAIC; it was reported as 7% of the sales in China in 2011.
# - **Say exactly:** a dominant firm, three markets with more than 50%, tie-in sales, exclusive dealing and loyalty discounts, without justifiable reason. Each of these words counts.
# - "So bundles are forbidden?" No. Bundles, rebates and frame contracts are normal tools. For a dominant firm they need a reason and a lawyer.
# - "It began with a complaint." One is enough.

# %% [markdown] to="notes" lang="zh"
# - 罚款约 6.68亿元，2016 年 11 月由国家工商行政管理总局公布；据报道为其 2011 年在华销售额的 7%。
# - **用词要准确：** 具有支配地位的企业，三个市场份额均超过 50%，没有正当理由的搭售、限定交易和忠诚折扣。每个词都有分量。
# - “那捆绑就不行了？”不是。捆绑、返利、框架协议都是常用工具；具有支配地位的企业要用，得有正当理由，还要先问法务。
# - “起因是一起投诉。”一家投诉就够了。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Fair or foul: three questions
#
# The questions are ours; the law comes next.
#
# - Does the customer **gain** by it, in figures that he would sign?
# - May he **leave** at a price that covers what was really spent?
# - Are rivals out because they are **worse**, or because a clause shuts them out?
#
# Three things are never a matter of degree: money to a person, sharing out customers with a rival, untrue words about a rival.

# %% [markdown] to="lesson" lang="zh"
# ### 正当还是越界：三个问题
#
# 三个问题由本课程提出，法律规定见下一屏。
#
# - 客户得到**好处**了吗？这笔账他愿不愿意签字认可？
# - 客户能不能**离开**，代价是否只限于实际投入？
# - 对手进不来，是因为**不够好**，还是因为被条款挡在门外？
#
# 有三件事没有程度之分，一律不行：给个人好处、和对手瓜分客户、诋毁对手。

# %% [markdown] to="notes" lang="en"
# - **Take one tie from the room** and put the three questions to it. Let its owner answer.
# - **Say:** the third question is the one the law asks; the first two keep the customer.

# %% [markdown] to="notes" lang="zh"
# - **请一位学员拿出自己的一项做法，** 用这三个问题来问，由他自己回答。
# - **讲：** 第三个问题是法律要问的，前两个问题决定客户愿不愿意留下。

# %% to="lesson" screen="1.5 min"
# ▶ What the law says / 法律怎么说
cited(lang, "law.dominance_2022", "law.dominance_2007", "law.fine_range", "lesson.bundle")

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who of you is dominant?" Everybody laughs. Then: "And in one kind of part, in one region?" Fewer laugh. Dominance is judged market by market.
# - **Say:** this is no legal advice; it tells you when to ask for it. Write on the board whom to ask in your company.
# - Exercise 4 sorts ten ideas; "legal review" does not mean forbidden.

# %% [markdown] to="notes" lang="zh"
# - **问：** “在座哪家具有支配地位？”大家都笑。再问：“如果只看某个地区、某一类部件呢？”笑的人就少了。支配地位要逐个市场来看。
# - **讲：** 这不是法律意见，而是告诉您什么时候该去问。请把贵公司该问谁写在白板上。
# - 练习 4 给十个点子归类；“先过法务”不等于禁止。

# %% [markdown] to="lesson" lang="en" covers="U5.07" screen="2 min"
# ## Case: the customer's customer names the supplier
#
# The document gives the name only; we tell it at Rynfando, whose machines go to end users.
# Where one of them writes "drives by Tarvane" into his specification, Rynfando cannot change without losing him.
# That is none of the five ways. It is **pull** by its own customers, and works only where we are better.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：让客户的客户指定供应商
#
# 课程文件只有名称，我们用莱凡朵来讲，它的设备卖给最终用户。
# 如果某个用户在规格书里写明“传动件用塔凡的”，莱凡朵一换就会丢掉这个用户。
# 这不属于五种方式，而是它自己的客户在**拉动**，只有我们确实更好时才有效。

# %% to="lesson"
# ▶ Who names us? / 谁点名要我方？
users = pd.DataFrame(DEMOS["U5.X3"]["users"])
plots.specified_demand([each[lang] for each in users["name"]], users["demand"], users["names_us"], spend, lang)

# %% [markdown] to="notes" lang="en"
# - **Read it:** two of five users name us, but they buy 55% of the machines. Counted by heads it would be 40%; weigh by demand.
# - **Ask:** "Who in your company talks to the customer's customer?" Often service does, and nobody tells sales.
# - **Research says the same** of parts with a brand: who wins the end user is pulled through the maker of the final product (source: table of citations, ProQuest).
# - **The limits:** convince by measurement, never by money to the engineer who writes the specification; and tell the direct customer before you go to his.

# %% [markdown] to="notes" lang="zh"
# - **看图：** 五家用户有两家点名要我方，但它们买走了 55% 的设备。按家数算只有 40%，应按采购量加权。
# - **问：** “贵公司谁和客户的客户打交道？”往往是服务人员，而销售并不知道。
# - **研究也这样说：** 部件供应商赢得最终用户，就会被用户通过整机厂拉动（出处见引用表，ProQuest）。
# - **界限：** 靠实测数据说服，绝不能给写规格书的工程师好处；去找客户的客户之前，先和客户打招呼。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# It is Thursday. Match the ten per cent, build the machine, or do neither?
# What do you tell Rynfando's buyer tomorrow, and what may you not say?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 今天星期四。跟价一成、装售货机，还是都不做？
# 明天怎么答复莱凡朵的采购，哪些话不能说？

# %% to="lesson"
# ▶ The two in one line / 两种做法对照
paid = spend * offer * annuity_factor(rate, years, timing="end")
say(lang, en="To match costs **{paid:short_money}** over five years, in money of today. The machine costs **{machine:short_money}**, and brings them a saving besides.",
    zh="跟价，五年折成今天的钱要 **{paid:short_money}**；售货机投入 **{machine:short_money}**，还给客户带来节省。", paid=round(paid, -4), machine=420_000)

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "Match it, we cannot lose them": ask what the next letter will say, and which other account will hear of it
# - "Do nothing, they will not dare": by the figures they gain 750,000; hope is no plan
# - "Build the machine": good, but it takes months; what holds them until then?
# - "Show them the sheet, close the gap of 2.5 points with something that costs us less, and offer the machine": the best one
#
# **What may not be said:** that Rival B is unreliable, unless it is proved; that spare parts might get scarce. **The point:** the gap to close is 2.5%, not 10%. Then take out the papers: who would write another percentage now?

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “跟吧，丢不起”：追问下一封信会写什么，还有哪家客户会听说
# - “不理他，他们不敢换”：按账面他们能多得 75万元，不能靠侥幸
# - “装售货机”：好，但要几个月才到位，这段时间靠什么稳住？
# - “把账摆给对方看，用我们代价较低的条件补上 2.5 个百分点的差距，同时提出装售货机”：最好的回答
#
# **不能说的：** 没有证据就说对手 B 不可靠；暗示备件可能供应紧张。**要点：** 要补的差距是 2.5%，不是 10%。最后拿出开场写的纸条：现在谁会换一个百分数？

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You worked out what a change costs a customer, and what discount a rival needs for it
# - You saw five ways to raise that cost, what they bring and when they pay
# - You parted fair ties from foul ones, and know when the lawyers come first

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您算出了客户更换供应商的代价，以及对手至少要让多少价
# - 您看到了提升转换成本的五种方式，它们带来什么、什么时候合算
# - 您分清了正当的和越界的做法，知道什么时候要先问法务

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for one bullet each, in their own words, with an account of their own.
# - **Bridge:** everybody opens the exercises of U5 now and types the id that they use every time.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各讲一条，用自己的话、举自己的客户。
# - **过渡：** 请大家打开 U5 练习，输入每次都用的学员编号。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u5_switching.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u5_switching.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U5 exercises · What does leaving us cost the customer?
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U5 练习 · 客户换掉我们，要付出多大代价？
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U5", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import plots, switching, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units.u5_switching import COST_NAMES, WAY_NAMES
from kamlib.units.u5_switching.entries import BY_ID as ENTRY
from kamlib.units.u5_switching.ideas import BOXES
from kamlib.units.u5_switching.measures import BY_ID as MEASURE
from kamlib.value import annuity_factor
from kamlib.widgets.show import prove, say, table

# %% [markdown] to="solution" lang="en" only="notebook"
# The solutions show the demo figures; each trainee has their own, and the grader's page shows the solution with those.

# %% [markdown] to="solution" lang="zh"
# 参考解答使用演示数据；每位学员的数据不同，评分页上显示的是各自数据的解答。

# %% [markdown] to="notes" lang="en"
# - The strip says that this is a demo: nothing that you enter here is kept.
# - **Say:** the id your trainer gave you, the same one in every unit. There are three hints on every card, and a hint costs no points.

# %% [markdown] to="notes" lang="zh"
# - 工作台上写着“演示”：在这里填写的内容不会保存。
# - **讲：** 学员编号用讲师给的那个，各单元用同一个。每张卡片有三条提示，看提示不扣分。

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 1 · Five buckets
#
# Fifteen entries into the five switching costs, then the sum, and the discount a rival needs.
# The live decision stands above the card; type your own figures into its boxes.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 五种转换成本
#
# 把十五项费用归入五种转换成本，再求总额，算出对手至少要让多少价。
# 卡片上方有可调的决策图，可在数字框里输入您的数据。

# %% to="exercise"
# ▶ The switching decision / 转换决策
from kamlib.widgets import live_switching

desk.beside("U5.X1", live_switching.decision_card)

# %% to="exercise"
# ▶ Exercise 1: five buckets / 练习 1：五种转换成本
desk.card("U5.X1")

# %% [markdown] to="notes" lang="en"
# - **Say:** sort first, add up then. Who has sorted one entry wrongly still gets full points for the sums that follow from it.
# - **Listen for** "the pilot batch is learning!" Ask: "Is the choice made already?" If not, it is a trial.
# - The sliders start with the customer of the third hint, so that nobody finds the answer by doing nothing.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先归类，再合计。有一项归错了，后面按自己的归类算对，照样得分。
# - **留意**有人说“小批试用是学习！”反问：“这时选定了吗？”没选定，就是尝试。
# - 滑块一开始是第三条提示里的例子，不动手就得不到答案。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 1 · Five buckets

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 五种转换成本

# %% to="solution"
# ▶ The entries by kind / 按种类列出
data = units.exercise("U5.X1").sheet(0).data
kinds = {id: ENTRY[id].kind for id in data["entries"]}
order = sorted(kinds, key=lambda id: list(COST_NAMES).index(kinds[id]))
rows = pd.DataFrame({"told": [ENTRY[id].told for id in order], "kind": [COST_NAMES[kinds[id]] for id in order], "amount": [data["entries"][id] for id in order]})
table(rows, lang, columns={"told": ("Entry", "项目"), "kind": ("Switching cost", "转换成本"), "amount": ("CNY", "元")}, formats={"amount": "whole"})

# %% to="solution"
# ▶ Added up / 合计
terms = {"discount_rate_per_year": data["discount"], "years": data["years"], "timing": "end"}
sums = switching.costs_by_kind(list(kinds.values()), list(data["entries"].values()))
total = switching.switching_cost(sums, extra_cost_per_year=data["extra"], **terms)
plots.switching_waterfall(sums, lang, extra=total - float(sums.sum()))

# %% to="solution"
# ▶ The discount, the decision, and the marks / 让价、决策与得分
needed = switching.required_discount(total, data["spend"], **terms)
decided = switching.switching_decision(total, data["spend"] * data["offer"], **terms)
say(lang, en="A rival needs **{needed:percent1}** and offers {offer:percent}: they gain **{gain:money}**.", zh="对手至少要让 **{needed:percent1}**，报价低 {offer:percent}：客户可得 **{gain:money}**。",
    needed=needed, offer=data["offer"], gain=decided.surplus)
answers = {"sort": kinds, "buckets": {f"{kind}/cost": str(amount) for kind, amount in sums.items()}, "total": str(total), "needed": f"{needed:.3%}",
           "surplus": str(decided.surplus), "payback": f"{decided.payback_years:.2f}", "verdict": "leaves" if decided.switches else "stays"}
result = prove("U5.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Argued about most: pilot batch (trial), control software (learning), priority in times of shortage (relationship).
# - **Step 2.** The slip: the 60,000 a year counted once, or five times in full. "In money of today" is the word.
# - **Step 3.** The slip: 28%, the total divided by one year's spend. "How often do they get the discount?"

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 争议最多的：小批试用（尝试）、控制程序（学习）、缺货时的优先供应（关系）。
# - **第 2 步。** 常见错误：每年 60,000 元只算一次，或者直接乘以五。关键是“折成今天的钱”。
# - **第 3 步。** 常见错误：28%，用总额除以了一年的采购额。一句话：“让价一共拿几年？”

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 2 · Which barrier suits?
#
# Four accounts, three ways worked out for each. The what-if panel above the card shows investment and net present value.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 哪种方式合适？
#
# 四家客户，每家测算了三种方式。卡片上方的试算图可以看投入与净现值。

# %% to="exercise"
# ▶ What-if panel / 试算
desk.beside("U5.X2", live_switching.what_if)

# %% to="exercise"
# ▶ Exercise 2: which barrier suits? / 练习 2：哪种方式合适？
desk.card("U5.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** strike out first what legal has not released; it looks best on purpose.
# - **A quick way:** yearly return × annuity factor − investment, twelve times, takes five minutes with a telephone.
# - Whoever chose another way and worked it out correctly gets the points of the sum.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先划掉法务没通过的那一个，它是故意做得最好看的。
# - **快算法：** 每年回报 × 年金系数 − 投入，算十二次，用手机五分钟就行。
# - 选错了方式但算对了净现值，计算部分照样得分。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 2 · Which barrier suits?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 哪种方式合适？

# %% to="solution"
# ▶ All twelve / 十二种方案
sheet = units.exercise("U5.X2").sheet(0)
each = pd.DataFrame([measure | {"account": account["id"], "who": account["name"][lang]} for account in sheet.data["accounts"] for measure in account["measures"]])
found = switching.lock_in_investment(each.investment, each.retained, each.shared, sheet.data["discount"], sheet.data["years"], timing="end")
each["npv"], each["stay"] = found.net_present_value, found.break_even_years
each["way"], each["stopped"] = [MEASURE[id].way for id in each["id"]], [MEASURE[id].stopped for id in each["id"]]
each["legal"] = ["✗" if stopped else "✓" for stopped in each.stopped]
headings = {"who": ("Account", "客户"), "name": ("Way", "方式"), "npv": ("NPV", "净现值"), "stay": ("Break-even, years", "保本年数"), "legal": ("Legal", "法务")}
table(each.assign(name=[WAY_NAMES[way] for way in each.way]), lang, columns=headings, formats={"npv": "short_money", "stay": "number"})

# %% to="solution"
# ▶ The choice, and the marks / 选择与得分
best = each[~each.stopped].sort_values("npv", ascending=False).groupby("account").first()
worth = {f"{id}/npv": str(row.npv) for id, row in best.iterrows()} | {f"{id}/years": str(row.stay) for id, row in best.iterrows()}
for row in best.itertuples():
    say(lang, en="{who}: **{way}**, NPV {npv:short_money}", zh="{who}：**{way}**，净现值 {npv:short_money}", who=row.who, way=WAY_NAMES[row.way], npv=row.npv)
result = prove("U5.X2", {"choice": best.way.to_dict(), "worth": worth}, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Tovpirrow: the bonus for buying everything from us shows by far the highest figure, and legal has not released it. "Who took it all the same?" Talk about why.
# - **Step 2.** Pelnubis: the store brings most in a year and costs most, too; the data link leaves more.
# - The slip in the years: 420,000 ÷ 190,000 = 2.2, so 3 without interest as well; at Tovpirrow interest makes it 4 instead of 3.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 托皮若：“全部从我方采购才给返利”净现值高得多，但法务没通过。“有谁还是选了它？”请说说为什么。
# - **第 2 步。** 佩努毕：寄售库存每年带来的最多，投入也最大；系统直连剩下的更多。
# - 保本年数常见错误：420,000 ÷ 190,000 = 2.2，不计利息也是 3 年；托皮若计入利息是 4 年，不是 3 年。

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 3 · Read the cases
#
# Four cases and their ways, then two sums: a vending machine, and the end users who name us.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 解读案例
#
# 四个案例各用了哪种方式；再算两笔账：一台自动售货机，以及点名要我方的最终用户。

# %% to="exercise"
# ▶ Exercise 3: read the cases / 练习 3：解读案例
desk.card("U5.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** ask of each case what would be missing or due tomorrow if the supplier were sent away.
# - The vending machine has more than one right answer; let two people who chose differently argue.
# - **Listen for** stock: what is set free is not what is saved in a year.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 每个案例都问：明天换掉供应商，会少了什么，或欠下什么？
# - 自动售货机不止一个正确答案，请选法不同的两位学员辩一辩。
# - **留意**库存：一次性释放的金额，不等于每年省下的钱。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 3 · Read the cases

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 解读案例

# %% to="solution"
# ▶ The four cases / 四个案例
from kamlib.units.u5_switching.x3_cases import ACCEPTED, PLAIN, WAYS, WHY

sheet = units.exercise("U5.X3").sheet(0)
data, machine = sheet.data, sheet.data["machine"]
rows = pd.DataFrame({"case": [PLAIN[case] for case in ACCEPTED], "way": [" / ".join(WAYS[way].pick(lang) for way in ways) for ways in ACCEPTED.values()],
                     "why": [WHY[case] for case in ACCEPTED]})
table(rows, lang, columns={"case": ("Case", "案例"), "way": ("Way (accepted, the first is ours)", "方式（均可，第一个为首选）"), "why": ("Because", "理由")})

# %% to="solution"
# ▶ What the machine saves / 售货机省下多少
hours = switching.walking_hours_per_year(machine["trips"], machine["minutes_before"] - machine["minutes_after"], machine["days"])
saved = switching.vending_machine_effect(
    units_saved_per_year=machine["units_before"] - machine["units_after"], price_per_unit=machine["price"],
    stock_value_released=machine["stock_before"] - machine["stock_after"], carrying_rate_per_year=machine["carrying"],
    walking_hours_saved_per_year=hours, wage_per_hour=machine["wage"])
plots.vending_bars(saved, lang)

# %% to="solution"
# ▶ The specification, and the marks / 指定率与得分
users = pd.DataFrame(data["users"])
named = switching.specified_in_rate(users.names_us, basis="demand", demand=users.demand)
safe = switching.protected_revenue(named, data["revenue"])
say(lang, en="By demand **{rate:percent1}** name us; **{safe:money}** of our sales are protected.", zh="按需求量，指定率 **{rate:percent1}**；受保护的销售额 **{safe:money}**。", rate=named, safe=safe)
parts = dict(zip(("consumption", "stock", "walking"), saved[:3], strict=True))
answers = {"ways": {case: ways[0] for case, ways in ACCEPTED.items()}, "lawyers": "bundling", "rate": f"{named:.2%}", "protected": str(safe),
           "savings": {f"{part}/saving": str(value) for part, value in parts.items()}, "total": str(saved.saving_per_year)}
result = prove("U5.X3", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** The tank is the thing, the machine is the process, the bundle is the paper, the customer's customer is the pull.
# - **Step 2.** The slips: stock without the carrying rate, minutes for hours, all trips counted as saved.
# - **Step 3.** Counted by heads it is 40%. "Whose decision hurts Rynfando most?" Weigh by demand.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 储罐是物，售货机是流程，捆绑是合同，客户的客户是拉动。
# - **第 2 步。** 常见错误：库存没乘持有费率，分钟当小时，把全部走路时间都算作节省。
# - **第 3 步。** 按家数算是 40%。一句话：“谁的决定对莱凡朵影响最大？”要按需求量加权。

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Exercise 4 · Fair or foul?
#
# Ten ideas from a workshop: which give the customer something, and which go to legal review first?

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · 正当还是越界？
#
# 研讨会上的十个点子：哪些给客户带来好处，哪些要先过法务？

# %% to="exercise"
# ▶ Exercise 4: fair or foul? / 练习 4：正当还是越界？
desk.card("U5.X4")

# %% [markdown] to="notes" lang="en"
# - **Say:** "legal review" does not say forbidden. It says that a salesperson does not decide it alone.
# - Who is done early writes an eleventh idea that is borderline and lets the neighbour decide and say why.

# %% [markdown] to="notes" lang="zh"
# - **讲：** “先过法务”不等于禁止，意思是业务员不能自己拍板。
# - 先做完的请写第十一个点子，要介于两者之间，让旁边的学员判断并说明理由。

# %% [markdown] to="solution" lang="en" screen="2.5 min"
# ### Worked solution 4 · Fair or foul?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · 正当还是越界？

# %% to="solution"
# ▶ Ten ideas, two boxes, and the marks / 十个点子、两栏与得分
from kamlib.units.u5_switching.ideas import BY_ID as IDEA

sheet = units.exercise("U5.X4").sheet(0)
order = sorted(sheet.data["ideas"], key=lambda id: list(BOXES).index(IDEA[id].box))
rows = pd.DataFrame({"told": [IDEA[id].told for id in order], "box": [BOXES[IDEA[id].box] for id in order], "why": [IDEA[id].why for id in order]})
table(rows, lang, columns={"told": ("Idea", "点子"), "box": ("Box", "归类"), "why": ("Because", "理由")})
result = prove("U5.X4", {field: sheet.truth[field] for field in ("ideas", "found", "line", "small")}, lang)

# %% [markdown] to="notes" lang="en"
# - **Read the ideas of the second box** and let the room change each until it would pass: usually a fair exit or one word less does it.
# - **Say:** three of them nobody can mend: money to a person, sharing out customers, untrue words about a rival.

# %% [markdown] to="notes" lang="zh"
# - **读第二栏的点子，** 请大家逐条修改，改到能通过为止：往往加一条公平的退路，或去掉几个字就行。
# - **讲：** 有三种怎么改也不行：给个人好处、瓜分客户、诋毁对手。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · How firmly do we hold them?
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.
# The tie and the CLP at two retention rates stand above the card as your calculators.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 我们留得住这家客户吗？
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。
# 卡片上方有两个试算图可以当计算器用：一个算措施，一个算保留率。

# %% to="exercise"
# ▶ Your calculator / 您的计算器
desk.beside("U5.W", live_switching.calculator)

# %% to="exercise"
# ▶ The same for retention / 保留率试算
desk.beside("U5.W", live_switching.retention_calculator)

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U5.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** what holds an account, what a rival needs, whether a tie pays, what retention adds; then four situations and a note.
# - Planned as work after class: 35 minutes alone. Say until when and how the file is handed in.
# - If you let them work on it here, add the 35 minutes to your plan; the card gives no feedback, that is on purpose.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 客户靠什么留住、对手要让多少、措施合不合算、保留率带来多少；再选四种情况的做法，写一段说明。
# - 按课后作业安排，一个人约 35 分钟。说清截止时间和提交方式。
# - 若在课堂上做，请另加 35 分钟；卡片不给反馈，这是有意为之。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution of the wrap-up case · How firmly do we hold them?

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 我们留得住这家客户吗？

# %% to="solution"
# ▶ What holds them, and what a rival needs / 靠什么留住，对手要让多少
data = units.exercise("U5.W").sheet(0).data
tie, kept = data["tie"], data["account"]
terms = {"discount_rate_per_year": data["discount"], "years": data["years"], "timing": "end"}
cost = switching.switching_cost(data["costs"], extra_cost_per_year=data["extra"], **terms)
needed = switching.required_discount(cost, data["spend"], **terms)
decided = switching.switching_decision(cost, data["spend"] * data["offer"], **terms)
after = switching.required_discount(cost + sum(tie["adds"].values()), data["spend"], **terms)
plots.rival_discount(cost, data["spend"], data["discount"], data["years"], data["offer"], lang)

# %% to="solution"
# ▶ What the tie adds / 措施增加多少
plots.switching_waterfall(data["costs"], lang, extra=cost - sum(data["costs"].values()), added=tie["adds"])

# %% to="solution"
# ▶ What the tie brings us / 措施对我方合算吗
found = switching.lock_in_investment(tie["investment"], tie["retained"], tie["shared"], tie["discount"], tie["years"], timing="end")
effect = switching.retention_effect(kept["contribution"], kept["cost"], kept["retention"], kept["retention"] + tie["points"], tie["discount"], tie["years"],
                                    first_margin="now", cost_timing="middle")
say(lang, en="NPV **{npv:money}**, break-even after {stay:number} years; retention adds **{effect:money}** to the CLP. With the tie a rival needs **{after:percent1}**.",
    zh="净现值 **{npv:money}**，{stay:number} 年保本；保留率使 CLP 增加 **{effect:money}**。措施到位后，对手至少要让 **{after:percent1}**。",
    npv=found.net_present_value, stay=found.break_even_years, effect=effect, after=after)

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **Two accounts:** the customer reckons with four years at 8%, we with five years at 10%. The slip is to mix them.
# - **With the tie:** adding our investment instead of what the tie adds to their cost. What we spend does not hold anybody.

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **两本账：** 客户那本按 4 年、8%，我方这本按 5 年、10%。常见错误是混在一起。
# - **措施到位后：** 常见错误是加上了我方的投入，应加上客户转换成本的增加额。我们花的钱本身留不住人。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **Match it**: show what leaving would cost, with their own figures, and hold the price
# - **Trapped**: agree on a fair exit, and ask what they would stay for
# - **Dominant**: stop, and ask legal before anybody talks to a customer
# - **Strategic**: look for a smaller tie, or one they pay for in part; otherwise leave it

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **要求跟价**：用客户自己的数据说明代价，守住价格
# - **被套住了**：约定公平的退出办法，再问什么能让他们愿意留下
# - **占有率高**：先停下，问过法务再和客户谈
# - **“战略客户”**：找投入小的做法或请客户分担，否则不做

# %% to="solution"
# ▶ The marks / 得分
key = load_keys(workbook.keys()).find("U5.W", 0, "situations")
answers = {"cost": str(cost), "needed": f"{needed:.3%}", "surplus": str(decided.surplus), "verdict": "leaves" if decided.switches else "stays",
           "npv": str(found.net_present_value), "stay": str(found.break_even_years), "decision": "build" if found.net_present_value > 0 else "leave",
           "effect": str(effect), "after": f"{after:.3%}", "situations": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Switching cost, NPV and legal limit: see the rubric / 转换成本、净现值、法务界限：见评分标准。" * 4}
result = prove("U5.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** match at once, point to the contract, try the doubtful thing with one customer, build for prestige.
# - **The note** is marked by hand: how safe, what to build and what it brings, the limit, a recommendation with who and when.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 马上跟价、拿合同压人、拿一家客户试探越界的做法、为了面子硬上。
# - **那段说明** 人工评分：客户有多稳，做什么、带来什么，界限在哪，建议由谁何时做。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Take it home: the switching-cost account sheet
#
# An Excel form with working formulas: once filled with Rynfando, once empty for an account of your own. Its second sheet holds what you build at the customer, its third the assets that stand there and the end users who name you.

# %% [markdown] to="exercise" lang="zh"
# ## 带走：客户转换成本测算表
#
# 一份公式可用的 Excel 表：一份填好了莱凡朵，一份空白，供您填写自己的客户。第二张表登记我们为客户建立的措施，第三张表登记放在客户处的设备和指定我们的最终用户。

# %% to="exercise"
# ▶ The Excel sheet / Excel 测算表
from kamlib.forms.form import FormData, form_bytes
from kamlib.forms.switching_sheet import FORM, case_switching_sheet
from kamlib.widgets.show import download

for file, label, filled in (("example", ("Example: Rynfando", "示例：莱凡朵"), case_switching_sheet(lang)),
                            ("own", ("Empty, for my own account", "空白表，填写自己的客户"), FormData(own=True))):
    title = f"{FORM.title.pick(lang)} {file}.xlsx".replace(" ", "_")
    download(title, form_bytes(FORM, filled, lang), label[0 if lang == "en" else 1])

# %% [markdown] to="notes" lang="en"
# - **Say:** yellow cells are yours, the others calculate. Fill the five costs together with somebody of the customer's production; the talk is half the value.
# - The column for the legal check is not decoration: no date there, no visit.
# - Nobody opens a real account on the projector.
# - **The last question:** "Which of your ties does the customer thank you for?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 黄色单元格由您填写，其他自动计算。五种成本最好和客户的生产人员一起填，谈话本身就值一半。
# - “法务审查”一栏不是摆设：没有通过，就不去谈。
# - 不要在投影上打开真实客户的表。
# - **最后一问：** “您的哪一项措施，客户是心存感谢的？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 6, switching cost, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 6 步“转换成本”，那里的客户就是您贯穿各单元的客户。
