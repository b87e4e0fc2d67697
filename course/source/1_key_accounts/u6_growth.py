# ---
# unit: U6
# module: 1_key_accounts
# items: [U6.01, U6.02, U6.02a, U6.02b, U6.02c, U6.02d, U6.03, U6.04, U6.05, U6.05a, U6.05b, U6.05c, U6.05d, U6.06, U6.07, U6.08, U6.08a, U6.08b, U6.08c, U6.08d]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U6 · Where does the next million come from?
#
# **After this unit you can**
#
# - see an account's whole wallet, find the white spots, and place your days where they bring most
# - choose a share strategy by the life of the customer's product, and cross-sell what is worth the effort
# - carry a good word through four layers without carrying a secret with it

# %% [markdown] to="lesson" lang="zh"
# # U6 · 下一个一百万从哪里来？
#
# **学完本单元，您能够**
#
# - 看清客户的整个钱包，找出空白点，把时间用在增量最大的地方
# - 根据客户产品的生命周期选择份额策略，挑出值得做的交叉销售机会
# - 让好口碑传到四个层次，又不泄露客户的任何秘密

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "What share of your best account's purchases do you have?" Everybody writes down a percentage and how sure they are of it.
# - Usual: a round figure and a shrug. Keep the papers; the wallet map asks again.
# - **Say:** 45 minutes of lesson and discussion, then four exercises with your own figures; the wrap-up case is done after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “您最好的客户，采购额里有百分之几给了您？”请每人写一个百分比，再写上有几分把握。
# - 常见：写个整数，耸耸肩。纸条留好，看钱包图时再拿出来。
# - **讲：** 讲解和讨论 45 分钟，然后是四道练习，每人数据不同；综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ Accounts, wallets and orders of Tarvane Drives / 塔凡传动的客户、钱包与订单
import pandas as pd

from kamlib import cases, growth, plots, units
from kamlib.units.t0_targets import BOARD_TARGET
from kamlib.units.u6_growth import LIFE_NAMES
from kamlib.widgets import live_growth
from kamlib.widgets.show import cited, say, table

names = cases.account_names(lang)
lines = cases.orders().merge(cases.products()[["product", "family"]], on="product")
last_year = lines[lines.order_date >= "2025-07-01"]

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## The story: the gap
#
# Tarvane Drives makes drives and gear units. The company and every figure of it are invented.
# The board wants more than last year, and there is no money for new salespeople.
# "Find new customers", says the director. "We do not even know the old ones", says a key-account manager, and puts two figures on the table.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：缺口
#
# 塔凡传动生产传动装置和减速机。这家公司及其所有数据均为虚构。
# 董事会要求比去年多卖，却没有钱增加业务员。
# 总监说：“去找新客户。”一位大客户经理说：“老客户我们都还没摸清。”然后摆出了两个数。

# %% to="lesson"
# ▶ The gap and the room / 缺口与空间
spend = cases.wallets().pivot(index="account", columns="family", values="spend_per_year").astype(float)
ours = last_year.pivot_table(index="account", columns="family", values="invoice_amount", aggfunc="sum", fill_value=0)
ours = ours.reindex(index=spend.index, columns=spend.columns, fill_value=0).astype(float)
cells = growth.wallet_table(spend, ours, target_share=0.40, above_target="zero")
say(lang, en="The gap to the target is **{gap:short_money}**. If we had 40% of every wallet of our 120 accounts, **{room:short_money}** more would come in a year. {white:whole} of {all:whole} cells are white spots.",
    zh="离目标还差 **{gap:short_money}**。假如 120 家客户的每个品类我们都占到 40%，每年可多卖 **{room:short_money}**。{all:whole} 格中有 {white:whole} 个空白点。",
    gap=round(BOARD_TARGET * 10_000 - ours.to_numpy().sum(), -5), room=round(cells.headroom_per_year.sum(), -6),
    white=(cells.share_of_wallet == 0).sum(), all=len(cells))

# %% [markdown] to="notes" lang="en"
# - **Point at** the two figures: the gap of T0 is 25.7 million, the room inside the accounts we have is 106 million, four times as much.
# - **Say:** nobody will win all of it. But a quarter of it closes the gap, and we know the doors already.
# - **Bridge:** the document asks three questions: more of the same product (A), other products (B), others around the customer (C). The unit follows them.

# %% [markdown] to="notes" lang="zh"
# - **看这两个数：** T0 的缺口是 2570万元，现有客户内部的空间是 1.06亿元，是缺口的四倍。
# - **讲：** 不可能全拿到，但拿到四分之一，缺口就补上了，而且这些客户的门我们都进得去。
# - **过渡：** 课程文件提出三个问题：老产品怎样多卖（A），怎样卖别的产品（B），怎样借这家客户卖给更多的企业（C）。本单元按这个顺序讲。

# %% [markdown] to="lesson" lang="en" covers="U6.01" screen="2 min"
# ## Question A: how to raise the share of the existing product
#
# **Share of wallet** = our sales ÷ what the account spends on the category with all suppliers.
# **Headroom** = (target share − our share) × spend.
# The document asks the question; measures and answers are ours.

# %% [markdown] to="lesson" lang="zh"
# ## 问题 A：如何提升原有产品的市场份额？
#
# **钱包份额** = 我方销售额 ÷ 客户在该品类的全部采购额（向所有供应商）。
# **提升空间** =（目标份额 − 现有份额）× 采购额。
# 课程文件只提出问题，衡量方法和答案由本课程编写。

# %% to="lesson"
# ▶ The account of this unit as a market / 把本单元的客户当作一个市场
market = growth.account_market(spend.loc[["A043"]], ours.loc[["A043"]])
rows = market.by_category.loc[lambda each: each.spend_per_year > 0].sort_values("spend_per_year", ascending=False)
rows["room"] = growth.headroom(rows.our_sales_per_year, rows.spend_per_year, 0.40, above_target="zero")
rows["category"] = [cases.label("family", family) for family in rows.index]
headings = {"category": ("Category", "品类"), "spend_per_year": ("They spend a year", "年采购额"), "our_sales_per_year": ("With us", "向我方采购"),
            "share": ("Our share", "我方份额"), "room": ("Headroom at 40%", "到 40% 的空间")}
table(rows, lang, columns=headings, formats={"spend_per_year": "short_money", "our_sales_per_year": "short_money", "share": "percent0", "room": "short_money"})
say(lang, en="{name}: a market of **{size:short_money}** a year, our share **{share:percent0}**.", zh="{name}：每年 **{size:short_money}**的市场，我方份额 **{share:percent0}**。",
    name=names["A043"], size=round(market.size_per_year, -4), share=market.share)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "We have a third. Is that good?" It depends on the row: 43% of the servo gear units, 19% of the planetary gearboxes, nothing of couplings and service.
# - **Point at** the headroom column: nearly all of it, 2.11 million, stands in one row. The white spots are small here; elsewhere they are not.
# - "Where does the spend come from?" Counted machines times parts in each, asked in purchasing, read in annual reports. A rough figure beats none.

# %% [markdown] to="notes" lang="zh"
# - **问：** “占三分之一，算好吗？”要看哪一行：伺服减速机 43%，行星齿轮箱 19%，联轴器和服务一点没有。
# - **看最后一列：** 空间几乎全部（211万元）集中在一行。这家的空白点金额不大，别家就未必了。
# - “采购额从哪来？”设备台数乘每台用量、向采购打听、看年报。有个大概，总比没有强。

# %% to="lesson" screen="2.5 min"
# ▶ The wallet map / 钱包图
eight = ["A018", "A119", "A035", "A108", "A006", "A043", "A030", "A111"]
words = {family: cases.label("family", family).pick(lang) for family in ["servo", "planetary", "frequency", "coupling", "service", "spare"]}
def named(frame):
    """Return eight accounts and six families under their names in the reader's language."""
    return frame.loc[eight, list(words)].rename(index=names, columns=words)


plots.wallet_map(named(spend), named(ours), lang)

# %% [markdown] to="notes" lang="en"
# - **Let them read it:** pale is room, blue is ours, a dashed frame is a **white spot**: they buy, but nothing from us.
# - **Ask:** "Which cell would you go to on Monday?" Collect three, then ask what each speaker looked at: share, spend, or a person they know.
# - Take out the papers from the beginning: who wrote one percentage for an account with six categories?

# %% [markdown] to="notes" lang="zh"
# - **请大家读图：** 颜色浅的还有空间，蓝色的已经是我们的，虚线框是**空白点**：客户在买，却一点也没向我们买。
# - **问：** “周一您会先去哪一格？”收集三个答案，再问各自看的是什么：份额、采购额，还是认识的人。
# - 拿出开场的纸条：一家客户有六个品类，谁只写了一个百分比？

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### Try it: how much room is there?
#
# Move the target share. Where does the room grow first?

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：还有多大空间？
#
# 移动目标份额，看哪一格的空间最先变大？

# %% to="lesson"
# ▶ The live headroom map / 可调的提升空间图
live_growth.headroom(named(spend), named(ours), lang)

# %% [markdown] to="notes" lang="en"
# - **At 40%** the eight accounts have 53.5 million of room, 28% of it in one cell: frequency drives at Jorgorran.
# - **Move** to 25%, then to 60%: the order of the cells changes. A target for all categories alike is a beginning, not an end.
# - **Ask:** "Why not 100%?" A second source is a rule of purchasing in most houses; and a customer who depends on us alone gets nervous.
# - Headroom is not a forecast: contracts run, designs are fixed. Exercise 2 therefore asks for the part that can be reached.

# %% [markdown] to="notes" lang="zh"
# - **40% 时：** 八家客户共有 5350万元空间，其中 28% 在一格：约戈冉的变频器。
# - **操作：** 调到 25%，再调到 60%：各格的先后变了。所有品类用同一个目标，只是起点。
# - **问：** “为什么不是 100%？”多数企业的采购制度要求有第二供应商；完全依赖一家，客户也会不安。
# - 提升空间不是预测：合同没到期，设计已定型。所以练习 2 还要看可争取的比例。

# %% to="lesson" screen="1.5 min"
# ▶ On how many suppliers does the customer lean? / 客户依赖几家供应商？
us = rows.loc["planetary", "share"]
shares = pd.DataFrame({"us": [us, us, us], "a": [1 - us, 0.6 * (1 - us), 0.3], "b": [0, 0.4 * (1 - us), 0.3], "rest": [0, 0, 0.4 - us]})
hhi = growth.supplier_concentration(shares, scale=10_000).tolist()
say(lang, en="Planetary gearboxes at {name}, three possible pictures of who has the rest. One rival has it all: concentration **{one:whole}**; two rivals share it: **{two:whole}**; many do: **{many:whole}**.",
    zh="{name}的行星齿轮箱，其余部分归谁有三种可能：全归一家对手，集中度 **{one:whole}**；两家分，**{two:whole}**；多家分，**{many:whole}**。",
    name=names["A043"], one=hhi[0], two=hhi[1], many=hhi[2])

# %% [markdown] to="notes" lang="en"
# - **Say:** the figure is the sum of the squared percentages (Herfindahl); 10,000 means one supplier.
# - **Ask:** "In which of the three is it easiest to gain ten points?" Where one rival has it all, purchasing itself looks for a counterweight; where many share it, price decides.
# - The three pictures are assumptions; which one is true must be found out at the customer.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 这个数是各家份额百分数的平方和（赫芬达尔指数），10,000 表示只有一家。
# - **问：** “三种情况里，哪一种最容易多拿十个点？”一家独占时，采购自己就想找个制衡；多家分的时候，拼的是价格。
# - 三种情况都是假设，到底是哪一种，要到客户那里弄清楚。

# %% [markdown] to="lesson" lang="en" covers="U6.02" screen="2 min"
# ## Share strategy by the life of the customer's product
#
# Our units go into a product of the customer. What can be won there depends on where that product stands in its life.
# The rule of the house reads it from the growth of the volume; the limits are ours.
#
# - volume falls: **decline** · growth of 0% to 3%: **maturity**
# - above 3% and faster than the year before: **introduction**, an old line that takes off again, too
# - above 3%, but no faster: **growth**

# %% [markdown] to="lesson" lang="zh"
# ## 基于客户产品生命周期的份额策略
#
# 我们的产品装在客户的产品里。能争取到什么，要看客户的产品处在生命周期的哪个阶段。
# 公司规则只看销量增长；界限由本课程规定。
#
# - 销量下降：**衰退期** · 增长 0% 至 3%：**成熟期**
# - 增长超过 3% 且在加快：**导入期**，老产品再次起飞也算
# - 增长超过 3% 但没有加快：**成长期**

# %% to="lesson"
# ▶ Four product lines of one group / 一个集团的四条产品线
volumes = pd.DataFrame({"amr": [310, 350, 460], "palletiser": [900, 1_180, 1_390], "gantry": [640, 690, 700], "knitter": [2_300, 2_240, 1_960]}).T
stages = growth.life_cycle_table(volumes, decline_below=0, mature_up_to=0.03)
from kamlib.units.u6_growth.lines import LINES

shown = pd.concat([volumes, stages], axis=1)
shown["line"], shown["stage"] = [LINES[id] for id in shown.index], [LIFE_NAMES[stage] for stage in shown.stage]
headings = {"line": ("Product line", "产品线"), 0: ("2023/24", "2023/24"), 1: ("2024/25", "2024/25"), 2: ("2025/26", "2025/26"),
            "growth_per_year": ("Growth", "增长"), "growth_change": ("Change of growth, points", "增速变化（百分点）"), "stage": ("Stage", "阶段")}
table(shown, lang, columns=headings, formats={0: "whole", 1: "whole", 2: "whole", "growth_per_year": "percent1", "growth_change": "percent1"})

# %% [markdown] to="notes" lang="en"
# - **Cover the last column** and let the room name the stages. The knitters are easy; the quarrel is about robots and palletisers.
# - **Say:** both grow fast. The robots grow faster every year, so the take-off lies ahead; the palletisers have begun to slow down.
# - One odd year turns the sign. Who has more years looks at the whole curve: next screen.

# %% [markdown] to="notes" lang="zh"
# - **先遮住最后一列，** 请大家判断阶段。电脑横机容易，争议在机器人和码垛机。
# - **讲：** 两条都增长得快。移动机器人一年比一年快，快速放量还在后面；码垛机器人的增速已经放缓。
# - 遇到一个异常年份就会判断错。数据年份多的，要看整条曲线：见下一屏。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: the S-curve
#
# Some buy by themselves (p), most buy after others have it (q). Bass (1969) makes a curve of it.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：S 曲线
#
# 有的人自发购买（p），多数人看到别家用了才买（q）。巴斯（1969）把它写成一条曲线。

# %% to="lesson"
# ▶ The live S-curve / 可调的 S 曲线
live_growth.s_curve(lang)

# %% [markdown] to="notes" lang="en"
# - **Move** the years from 0 upwards and let the room call out the stages; the peak comes after 7.4 years.
# - **Move** q to 0.60: the peak comes earlier and higher. Then p to 0.10: hardly any introduction is left.
# - **Ask:** "How do you get p and q for a new machine?" From a similar product; before the peak a fit jumps about with every new year.
# - The curve counts first purchases only; replacements come on top and are the after-market.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把年数从 0 往上拉，请大家喊出阶段；第 7.4 年到高峰。
# - **操作：** 把 q 调到 0.60：高峰更早更高。再把 p 调到 0.10：几乎没有导入期。
# - **问：** “新设备的 p 和 q 从哪来？”参照同类产品；高峰之前拟合，每多一年数据结果都会跳。
# - 曲线只算首次购买；更换另计，那是后市场。

# %% to="lesson" screen="2 min"
# ▶ From their machines to our units / 从客户的产量到我方销量
fit = growth.bass_fit([240, 330, 440, 560, 690, 790])
stage = growth.bass_stage(6, fit.innovation, fit.imitation)
next_year = growth.bass_next_year(3_050, fit.innovation, fit.imitation, fit.potential_units)
demand = growth.derived_demand(next_year, 4, 0.35, 5_200)
say(lang, en="Six years of a machine, fitted: p {p:number}, q {q:number}, potential {m:whole}. After six years it stands in **{stage}**; next year **{machines:whole}** machines.",
    zh="某设备六年的销量拟合得：p {p:number}，q {q:number}，潜力 {m:whole} 台。六年后处在**{stage}**；明年 **{machines:whole}** 台。",
    p=fit.innovation, q=fit.imitation, m=fit.potential_units, stage=LIFE_NAMES[stage], machines=next_year)
say(lang, en="With 4 of our kind in each and a share of 35% that is **{units:whole}** units and **{sales:short_money}** for us: derived demand.",
    zh="每台用 4 套、我方份额 35%，就是 **{units:whole}** 套、**{sales:short_money}**：这叫派生需求。", units=demand.units_per_year, sales=round(demand.sales_per_year, -4))

# %% [markdown] to="notes" lang="en"
# - **Write it on the board:** customer's volume × our units in each × our share × price. Three of the four the customer decides; the share is ours to work on.
# - **Ask:** "Ten points more share, or a tenth more machines: which is worth more?" From 35% to 45% is 29% more; a tenth more machines is 10%.

# %% [markdown] to="notes" lang="zh"
# - **写在白板上：** 客户产量 × 每台用量 × 我方份额 × 单价。四个数里三个由客户决定，份额要靠我们争取。
# - **问：** “份额提高十个点，和产量增加一成，哪个更值？”从 35% 到 45% 是多 29%；产量增加一成只多 10%。

# %% [markdown] to="lesson" lang="en" covers="U6.02a,U6.02b,U6.02c,U6.02d" screen="3 min"
# ### Four stages, four share strategies
#
# The document names a strategy for each stage and gives no content; this table is ours.
#
# | Their product is in | What is decided now | How we gain share |
# |---|---|---|
# | **Introduction** | whose unit is on the drawing | engineers in their project, samples in days, our unit in the specification |
# | **Growth** | who can deliver the additional machines | framework contract, reserved capacity, our share of every new machine |
# | **Maturity** | whose part is replaced | lower total cost in return for a rival's share: fewer variants, stock at their site |
# | **Decline** | who earns to the end and is in the successor | last orders, spare parts, effort moved to the next product |

# %% [markdown] to="lesson" lang="zh"
# ### 四个阶段，四种份额策略
#
# 课程文件为每个阶段列出了策略名称，没有内容；下表由本课程编写。
#
# | 对方产品处在 | 现在在定什么 | 我们怎样提升份额 |
# |---|---|---|
# | **导入期** | 图纸上用谁的产品 | 工程师进项目组，样品几天到，把我方产品写进规格书 |
# | **成长期** | 增加的设备谁供得上 | 框架协议、预留产能，每多一台都有我方份额 |
# | **成熟期** | 换掉谁的份额 | 用更低的总成本换对手份额：减少型号、现场备库 |
# | **衰退期** | 谁赚到最后，谁进换代产品 | 末次订货、备件，力量转到下一代产品 |

# %% [markdown] to="notes" lang="en"
# - **Let each find** an own customer's product for one of the rows, and say what they do there today. The usual finding: everybody negotiates price in all four.
# - **Say:** in introduction the engineers decide, in growth logistics, in maturity purchasing, in decline maintenance. So the strategy also says whom to visit (U4).
# - A price cut for all stands in no row. U7 shows what it would have to bring.

# %% [markdown] to="notes" lang="zh"
# - **请每人**为其中一行找一个自己客户的产品，说说现在在做什么。常见发现：四个阶段都在谈价格。
# - **讲：** 导入期找工程师，成长期找物流，成熟期找采购，衰退期找维修。所以策略也决定了拜访谁（见 U4）。
# - “一律降价”哪一行都没有。降价要换回多少量才划算，U7 会讲。

# %% [markdown] to="lesson" lang="en" covers="U6.03,U6.04" screen="2 min"
# ## Question B: cross selling on the existing product
#
# **Cross selling**: whoever buys one thing from us is offered a second one that makes the first worth more.
# It is not selling more of the same (that is share) and not a dearer version (that is upgrading). The document names the concept; this wording is ours.
# What goes with what is written in the order book already.

# %% [markdown] to="lesson" lang="zh"
# ## 问题 B：如何进行原有产品的交叉销售？
#
# **交叉销售**：客户已经买了一样，再提供第二样，让第一样更好用、更值钱。
# 同样的产品卖得更多，是提升份额；卖更贵的型号，是升级销售；都不是交叉销售。课程文件只列出这个概念，表述由本课程编写。
# 什么和什么一起买，订单里早就写着。

# %% to="lesson"
# ▶ What goes with what / 什么和什么一起买
pairs = growth.lift_table(last_year.account, last_year["product"])
six = cases.products().set_index("product").loc[["P05", "P06", "P08", "P17", "P13", "P14"], "name_en" if lang == "en" else "name_zh"]
plots.lift_grid(pairs, lang, names=six.to_dict())

# %% [markdown] to="notes" lang="en"
# - **Read one cell together:** planetary gearbox PG 4 and the bearing and seal kit: 1.74, from 17 accounts. By chance it would be 1.
# - **Lift** is how many times more often than by chance; it is the same in both directions. The **attach rate** (of those who buy A, how many also buy B) is not: 38% of the gearbox buyers buy the kit, 68% of the kit buyers the gearbox.
# - **Ask:** "What do the 28 gearbox buyers do who have no kit from us?" They have kits, from somebody else. That is the list for the next calls.
# - Grey cells rest on fewer than eight accounts: chance.

# %% [markdown] to="notes" lang="zh"
# - **一起读一格：** 行星齿轮箱 PG 4 和轴承密封组件：1.74，来自 17 家客户。若只是碰巧，应为 1。
# - **提升度**是“一起买”的比例相当于随机的几倍，两个方向相同。**连带率**（买甲的客户中也买乙的占多少）则分方向：买齿轮箱的有 38% 买组件，买组件的有 68% 买齿轮箱。
# - **问：** “另外 28 家买了齿轮箱却没向我们买组件的，用的是什么？”当然也在用，只是别家的。这就是接下来要拜访的名单。
# - 灰色格子不足八家客户，可能只是巧合。

# %% [markdown] to="lesson" lang="en" covers="U6.05,U6.05a,U6.05b,U6.05c,U6.05d" screen="2.5 min"
# ### Four typical modes of cross-selling
#
# The four are the document's, the descriptions and examples ours.
#
# | Mode | What it is | At a machine builder |
# |---|---|---|
# | **Complements** | bought and used together with the product | couplings for the servo gear units |
# | **Spare parts in the after-service market** | replaces what wears out in running machines | seal kits for gearboxes at the end users |
# | **Value-chain extension** | takes over a step before or after our product | tested axes instead of loose units |
# | **Value-added and extended services** | people and knowledge that make it worth more | condition monitoring, training |

# %% [markdown] to="lesson" lang="zh"
# ### 交叉销售的四种典型模式
#
# 四种模式出自课程文件，说明和例子由本课程编写。
#
# | 模式 | 是什么 | 在设备制造商那里 |
# |---|---|---|
# | **互补品搭售** | 与产品一起买、一起用 | 给伺服减速机配联轴器 |
# | **后服务市场上的配件** | 替换在用设备上的磨损件 | 终端用户齿轮箱的密封组件 |
# | **价值链扩展** | 接手产品上游或下游的一道工序 | 供应测试好的整轴，代替散件 |
# | **增值服务与扩展服务** | 靠人和技术让产品更好用 | 状态监测、培训 |

# %% [markdown] to="notes" lang="en"
# - **Ask:** one own offer for each row. The third is usually empty: "But then we compete with their workshop!" Yes; it needs the production manager's consent first.
# - 搭售 in the document means "sold along". In law the same word means tying, which a dominant firm may not do without good reason; the screen on the limit comes soon.
# - Exercise 3 has twelve offers to sort; two of them belong soundly into two rows.

# %% [markdown] to="notes" lang="zh"
# - **问：** 每一行请举一个自己的例子。第三行常常空着：“那不是跟人家车间抢活吗？”没错，所以要先得到生产经理的同意。
# - 课程文件里的“搭售”指搭配着卖。法律上的“搭售”是另一回事：具有支配地位的企业没有正当理由不得搭售，稍后讲到界限时再说。
# - 练习 3 有十二个机会要归类，其中个别放在两栏都说得通。

# %% to="lesson" screen="2 min"
# ▶ The after-market: machines that run already / 后市场：已经在用的设备
base = lines[lines["product"].isin(["P05", "P06", "P07"])].quantity.sum()
for part in (0.30, 0.50):
    parts = growth.aftermarket_sales(base, 0.5, 680, part)
    say(lang, en="{base:whole} planetary gearboxes of ours from three years, a kit of CNY 680 every second year, {part:percent0} of the kits bought from us: **{parts:short_money}** a year.",
        zh="三年卖出的 {base:whole} 台行星齿轮箱，每两年换一套 680 元的组件，其中 {part:percent0} 向我方购买：每年 **{parts:short_money}**。",
        base=base, part=part, parts=parts)

# %% [markdown] to="notes" lang="en"
# - **Write it on the board:** installed base × wear × price × our part of the replacements. Base and wear are given; the last factor is sold.
# - **Ask:** "Who buys the kit: the machine builder or the end user?" Often the end user, whose name we do not know. A sticker with a code on the gearbox finds him.
# - How often a kit is due and the two parts are assumptions; the number of gearboxes comes from the orders.

# %% [markdown] to="notes" lang="zh"
# - **写在白板上：** 在用设备数 × 更换率 × 单价 × 我方占比。前两项是既定的，最后一项靠我们去卖。
# - **问：** “组件是谁买的，设备厂还是终端用户？”往往是终端用户，而我们连名字都不知道。在齿轮箱上贴个二维码就能找到他。
# - 更换周期和两个占比是假设，台数来自订单。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: is the offer worth the effort?
#
# Expected value = chance × contribution a year × years − cost of selling. The offer marked ▶ is yours to change.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：这个机会值得做吗？
#
# 期望值 = 成功率 × 年边际贡献 × 年数 − 销售费用。标有 ▶ 的机会可以调整。

# %% to="lesson"
# ▶ One offer among six / 六个机会中的一个
others = {("Couplings", "联轴器"): 150_000, ("Seal kits", "密封组件"): 205_000, ("Inspection contract", "点检合同"): 120_000,
          ("Training", "培训"): 25_000, ("Control cabinets", "成套电柜"): -30_000}
others = {pair[lang == "zh"]: value for pair, value in others.items()}
monitoring = cases.products().set_index("product").loc["P16", "name_en" if lang == "en" else "name_zh"]
live_growth.one_offer(others, monitoring, lang, chance=0.15, contribution=180_000, years=4, cost=45_000)

# %% [markdown] to="notes" lang="en"
# - **As it stands** the offer is worth 63,000 and comes fourth; it pays from a chance of 6.3% on.
# - **Move** the chance to 30%: 171,000, second place. What would raise a chance? A pilot at one machine; its price is the last slider.
# - **Move** the cost of selling to 110,000: at 15% it is below zero. Effort is part of the sum.
# - **Ask:** "Which of the four figures do we know best?" The cost. "And which decides?" The chance. So write down the estimate and look back in a year.

# %% [markdown] to="notes" lang="zh"
# - **初始状态：** 期望值 6.3万元，排第四；成功率到 6.3% 就划算。
# - **操作：** 把成功率调到 30%：17.1万元，升到第二。怎样提高成功率？先在一台设备上试用；代价就是最后一个滑块。
# - **操作：** 把销售费用调到 11万元：成功率 15% 时就变成负数。精力也要算进去。
# - **问：** “四个数里我们最有数的是哪个？”费用。“起决定作用的呢？”成功率。所以要把估计写下来，一年后回头看。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### The limit beside it: tying and bundling
#
# A saving for both together leaves the customer a choice. "This only with that" takes it away.
# For a firm with a dominant position that is forbidden without good reason; for everybody else it is a fast way to lose a key account.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限：搭售与捆绑
#
# 一起买有优惠，客户还有选择；“不买这个就不给那个”，选择就没了。
# 具有市场支配地位的企业没有正当理由不得这样做；其他企业这样做，也是丢掉大客户最快的办法。

# %% to="lesson"
# ▶ What can be cited / 可以引用的内容
cited(lang, "tetra_pak.conduct", "tetra_pak.fine", "law.dominance_2022", "lesson.bundle")

# %% [markdown] to="notes" lang="en"
# - U5 and U7 tell the case of Tetra Pak; here it marks the line for cross-selling.
# - **Ask:** "Are we dominant? Nobody in this room is." It depends on the market drawn narrowly enough: the only drive that fits a running machine may be a market. Ask the legal department.
# - **A rule to take home:** each part can be had alone, each has its own price, the saving comes from lower cost.

# %% [markdown] to="notes" lang="zh"
# - 利乐的案例在 U5 和 U7 讲过，这里用来划清交叉销售的界限。
# - **问：** “我们又没有支配地位，怕什么？”要看市场怎么界定：在用设备上唯一能装的传动，也可能自成一个市场。请问法务。
# - **记住一条规矩：** 每样都能单买，每样都有标价，优惠来自成本节省。

# %% [markdown] to="lesson" lang="en" covers="U6.06,U6.07" screen="2.5 min"
# ## Question C: how to expand volume outside the key account
#
# A content customer knows people we do not know. **Word-of-mouth marketing** means to give the good word an occasion, a content and a way.
# First ask whether there is one: "Would you recommend us?", 0 to 10. The **net promoter score** is the share of 9 and 10 minus the share of 0 to 6 (Reichheld 2003).
# The document names the question and word of mouth; measure and method are chosen by us.

# %% [markdown] to="lesson" lang="zh"
# ## 问题 C：如何扩张大客户外部的销量？
#
# 满意的客户认识很多我们不认识的人。**口碑营销**就是给好口碑一个时机、一段内容、一条渠道。
# 先问有没有口碑：“您会推荐我们吗？”0 到 10 分。**净推荐值** = 9、10 分的比例 − 0 至 6 分的比例（Reichheld，2003）。
# 课程文件只列出问题和口碑营销，衡量指标和做法由本课程选定。

# %% to="lesson"
# ▶ Twenty-five answers from one account / 一家客户的二十五份答卷
answers = [2, 4, 5, 6, 6, *[7] * 3, *[8] * 6, *[9] * 7, *[10] * 4]
plots.nps_bar(answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Is 24 good?" Compare with yourself, not with a telephone company; and with 25 answers the next survey may well give 0 or 50.
# - **The use is in the names:** eleven people would recommend us. Who has ever asked one of them to?
# - **And the five:** call them before anybody else does. A **detractor** (0 to 6) talks, too.
# - Three things to give a **promoter** (9 or 10): an occasion (a visit to a running machine), a content (two sentences and a figure that may be said), a way (the phone number of one person).

# %% [markdown] to="notes" lang="zh"
# - **问：** “24 分好不好？”跟自己比，不要跟电信公司比；而且只有 25 份答卷，下次调查可能是 0，也可能是 50。
# - **真正有用的是名字：** 有十一个人愿意推荐我们。谁请他们推荐过？
# - **那五个人呢：** 赶在别人之前打电话。**贬损者**（0 至 6 分）也会到处说。
# - 给**推荐者**（9、10 分）三样东西：时机（参观正在运行的设备）、内容（两句话加一个可以讲的数字）、渠道（一个人的电话）。

# %% [markdown] to="lesson" lang="en" covers="U6.08,U6.08a,U6.08b,U6.08c,U6.08d" screen="2.5 min"
# ### Diffusion of volume in four layers
#
# The layers are the document's; "upstream customers" is an odd phrase there and kept as printed. Ways and duties are ours.
#
# | Layer | Who | Why they listen | The duty |
# |---|---|---|---|
# | **1** | other departments, branches and subsidiaries of the group | the same owner, the same rules | ask your contact first |
# | **2** | the group's other suppliers, or its upstream customers | they meet every week | one case, approved in writing |
# | **3** | the customer's competitors | they watch what works there | **nothing confidential of the customer** |
# | **4** | the whole industry | talks, journals, standards | what is published, no more |

# %% [markdown] to="lesson" lang="zh"
# ### 销量扩散的四个层次
#
# 四个层次出自课程文件；其中“上游客户”的说法不太常见，照原文保留。途径和义务由本课程编写。
#
# | 层次 | 谁 | 为什么听得进去 | 义务 |
# |---|---|---|---|
# | **第一层** | 客户集团内部其他部门、分公司、子公司 | 同一个老板，同一套制度 | 先征得联系人同意 |
# | **第二层** | 客户集团的其他供应商，或其上游客户 | 每周都打交道 | 一个经书面同意的案例 |
# | **第三层** | 客户的竞争对手 | 一直盯着对方用什么 | **不带客户的任何保密信息** |
# | **第四层** | 全行业 | 技术报告、期刊、标准 | 只讲已公开的内容 |

# %% [markdown] to="notes" lang="en"
# - **Draw it:** a stone in the water. Near rings are small and strong, far ones large and weak.
# - **Ask:** "Who of you sells to a sister company of your best account? And who knows all of its sister companies?"
# - Whoever fits two layers, such as a supplier that also competes, belongs to the one with the stricter duty.

# %% [markdown] to="notes" lang="zh"
# - **画出来：** 像石子落水：近的圈小而强，远的圈大而弱。
# - **问：** “最好的客户，它的兄弟公司谁在供？兄弟公司名单谁说得全？”
# - 同时符合两层的，比如既是供应商又是竞争对手，归入义务更严的一层。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: the ripple
#
# Volume of a layer = prospects × reach × conversion × units of a buyer. How fast may the word fade before the far rings are empty?

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：四层扩散
#
# 某层销量 = 家数 × 触达率 × 转化率 × 每家销量。口碑每向外一层都会衰减，衰减到多快，外圈就没有销量了？

# %% to="lesson"
# ▶ The live ripple / 可调的四层扩散
prospects = {"own_group": 6, "suppliers_and_upstream": 14, "competitors": 8, "industry": 90}
units_each = {"own_group": 60, "suppliers_and_upstream": 30, "competitors": 50, "industry": 25}
live_growth.ripple(lang, prospects=prospects, mean_units=units_each, price=5_200)

# %% [markdown] to="notes" lang="en"
# - **Begin with** the figures as they stand: 1.61 million a year, 69% from layers 1 and 2.
# - **Move** both "left in each next layer" to 30%: only layers 1 and 2 are still worth a trip. Then both to 90%: suddenly the industry is the largest. The truth is a number from your own referrals.
# - **Point at** the dashed ring: it counts in the sum like the others, and it is the only one that can cost you the customer in the middle.

# %% [markdown] to="notes" lang="zh"
# - **先看初始状态：** 每年 161万元，其中 69% 来自第一、二层。
# - **操作：** 两个“每向外一层保留”都调到 30%：只有第一、二层还值得跑。再都调到 90%：全行业反而最大。到底是多少，要看自己转介绍的记录。
# - **指着虚线圈：** 金额上它和别的圈一样计入，但只有它可能让您丢掉中间那家客户。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### The limit beside it: the customer's secrets
#
# In layer 3 the buyer gets a good product, not news of its competitor.
# Purchase volumes, prices, launch dates and what was developed together stay with the customer; what is ours, general or approved in writing may travel.

# %% [markdown] to="lesson" lang="zh"
# ### 法律的界限：客户的秘密
#
# 在第三层，对方买到的是好产品，不是竞争对手的消息。
# 采购量、价格、上市时间、共同开发的成果，都留在客户那里；能带走的，只有我方自有的、一般性的、经书面同意的内容。

# %% to="lesson"
# ▶ What the law says / 法律怎么说
cited(lang, "law.secret_meaning", "law.secret_duty", "law.unfair_2025", "law.bribe_both_sides")

# %% [markdown] to="notes" lang="en"
# - **Say it plainly:** the temptation comes as a compliment: "You know them so well, roughly how many do they take?"
# - **The answer that wins:** "I do not tell you about them, and I do not tell them about you." Let three people say it aloud.
# - A private commission for a buyer who recommends us may be bribery, for the one who gives and the one who takes: ask legal first. Thanks, a visit, a joint paper are not.
# - If a duty of confidence stands in the contract with the customer, it comes on top of the law. Who has read it?

# %% [markdown] to="notes" lang="zh"
# - **讲清楚：** 诱惑往往以恭维的样子出现：“您跟他们那么熟，他们大概拿多少？”
# - **赢得信任的回答：** “我不会跟您讲他们，也不会跟他们讲您。”请三位学员大声说一遍。
# - 私下给推荐我们的采购人员佣金，可能构成商业贿赂，给的和收的都要担责：先问法务。道谢、邀请参观、合写案例不是。
# - 与客户的合同里若有保密条款，要与法律一并遵守。谁读过这一条？

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# You have ten days for Rynfando this quarter. Three proposals: five points more share in planetary gearboxes, a service contract that it has never bought, or a tour of its sister companies and suppliers.
# Which one first, and what would have to be true for you to change your mind?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 本季度您有十天可以用在莱凡朵。三个方案：行星齿轮箱份额提高五个点；卖一份它从没买过的服务合同；跑一圈它的兄弟公司和供应商。
# 先做哪个？什么情况下您会改变主意？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "The share, it is the largest": five points are about CNY 500,000 a year; ask what the rival's contract says and until when
# - "The service contract, nobody else has it": ask for the chance, the years and the cost of selling; then it can be compared
# - "The tour, it costs nothing": ask who has asked the promoters, and what they may say
# - "Ask first which machine they will launch next": the best one; the design of the next machine decides the share of the next six years
#
# **The point:** the three questions A, B, C compete for the same days, so put them into the same currency: contribution a year, times chance, less effort.

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “先提份额，金额最大”：五个点每年约 500,000 元；追问对手的合同怎么签的、到什么时候
# - “先卖服务合同，没有竞争”：追问成功率、年数和销售费用，这样才能比较
# - “先跑一圈，不花钱”：追问谁请过推荐者，他们可以讲什么
# - “先问清他们下一款设备是什么”：最好的回答，下一款设备的设计决定今后六年的份额
#
# **要点：** A、B、C 三个问题争的是同样的天数，所以要换算成同一种单位：每年边际贡献 × 成功率 − 投入。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You saw an account's whole wallet, found the white spots, and weighed where a day brings most
# - You chose a share strategy by the life of the customer's product, and cross-sold what was worth the effort
# - You carried a good word through four layers and left every secret where it belongs

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您看清了客户的整个钱包，找到了空白点，也算过一天用在哪里增量最大
# - 您根据客户产品的生命周期选定了份额策略，也挑出了值得做的交叉销售机会
# - 您让好口碑传到了四个层次，客户的秘密一个也没有泄露

# %% [markdown] to="notes" lang="en"
# - **Ask** three people: which cell, which offer, which sister company? One of each, with an own account.
# - **Bridge:** everybody opens the exercises of U6 now and types the id that they use every time.

# %% [markdown] to="notes" lang="zh"
# - **问**三位学员：哪一格、哪个机会、哪家兄弟公司？各说一个，用自己的客户。
# - **过渡：** 请大家打开 U6 练习，输入一直使用的学员编号。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u6_growth.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u6_growth.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U6 exercises · Where does the next million come from?
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U6 练习 · 下一个一百万从哪里来？
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U6", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import numpy as np
import pandas as pd

from kamlib import growth, plots, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units.u6_growth import LAYER_NAMES, LIFE_NAMES, MODE_NAMES
from kamlib.widgets.show import prove, say, table

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed an id and seen a greeting?
# - **Say:** each of you has figures of your own, so compare the way, not the result. The screen shows the demo figures; nothing typed here is kept.
# - **Say:** three hints on each card; ask for one before you ask me.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了编号、看到了欢迎语吗？
# - **讲：** 每人的数据都不一样，所以比方法，不比结果。屏幕上是演示数据，在这里填写的内容不会保存。
# - **讲：** 每张卡片有三条提示，先看提示再来问我。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 1 · Where is the customer's product in its life?
#
# Eight product lines of one group: the stage by the rule, the strategy by judgement, and our own volume for one of them.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 客户的产品处于哪个阶段？
#
# 一个集团的八条产品线：按规则判断阶段，按判断选策略，再推算其中一条的我方销量。

# %% to="exercise"
# ▶ The eight lines as charts / 八条产品线的图
from kamlib.widgets import live_growth

desk.beside("U6.X1", live_growth.lives_of_lines)

# %% [markdown] to="notes" lang="en"
# - **Look at the charts together for half a minute** and let everybody guess the stages before they calculate.
# - The usual guess: large is mature, young is introduction. The rule only asks what the volume did.

# %% [markdown] to="notes" lang="zh"
# - **先一起看半分钟图，** 请大家在计算之前猜一猜阶段。
# - 常见的猜法：量大的是成熟期，新上市的是导入期。规则只看销量怎么变。

# %% to="exercise" screen="12 min"
# ▶ Exercise 1: where is the product in its life? / 练习 1：产品处于哪个阶段？
desk.card("U6.X1")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Who divides by this year's volume gets a growth that is too small; say: "Divide by where it came from."
# - Stages first, all eight; only then the strategies. A wrong stage is carried forward.
# - Stop after 12 minutes.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 除以本年销量的，增长率会偏小，提醒一句：“除以原来的数。”
# - 先把八个阶段判断完，再选策略。阶段判断错了，后面按其判断给分。
# - 12 分钟到点就停。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 1 · Where is the customer's product in its life?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 客户的产品处于哪个阶段？

# %% to="solution"
# ▶ Growth, change and stage of the eight lines / 八条产品线的增长、变化与阶段
from kamlib.units.u6_growth.lines import LINES, STRATEGIES, STRATEGY_OF

data = units.exercise("U6.X1").sheet(0).data
volumes = pd.DataFrame({line["id"]: line["units"] for line in data["lines"]}).T
lives = growth.life_cycle_table(volumes, decline_below=0, mature_up_to=0.03)
shown = lives.assign(line=[LINES[line["line"]] for line in data["lines"]], before=lives.growth_per_year - lives.growth_change,
                     where=[LIFE_NAMES[stage] for stage in lives.stage], strategy=[STRATEGIES[STRATEGY_OF[stage]] for stage in lives.stage])
headings = {"line": ("Product line", "产品线"), "before": ("Growth before", "上年增长"), "growth_per_year": ("Growth", "增长"), "where": ("Stage", "阶段"), "strategy": ("Strategy", "策略")}
table(shown, lang, columns=headings, formats={"before": "percent1", "growth_per_year": "percent1"})

# %% to="solution"
# ▶ Our volume, and the marks / 我方销量与得分
grown = lives.growth_per_year[data["asked"]]
demand = growth.derived_demand(volumes.loc[data["asked"]].iloc[-1] * (1 + grown), data["content"], data["share"], data["price"])
say(lang, en="Growth {grown:percent1}; next year **{units:whole}** units of ours, **{sales:money}**.", zh="增长 {grown:percent1}；明年我方 **{units:whole}** 套，**{sales:money}**。",
    grown=grown, units=demand.units_per_year, sales=demand.sales_per_year)
answers = {"growth": f"{grown:.2%}", "stages": lives.stage.to_dict(), "strategies": lives.stage.map(STRATEGY_OF).to_dict(),
           "our_units": f"{demand.units_per_year:.0f}", "our_sales": f"{demand.sales_per_year:.0f}"}
result = prove("U6.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** The five-axis centres were launched nine years ago and are in introduction: they grow faster every year. Age is no stage: something is new in them, so ask what before you offer.
# - Cell stacking machines are three years old and already in growth: 25.6% after 38.7%.
# - **Step 2.** The most common slip: this year's volume instead of next year's.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 五轴加工中心上市九年了，却在导入期：增长一年比一年快。年限不等于阶段：一定有新东西，先问清楚再报方案。
# - 电芯叠片机才上市三年，已是成长期：增长 25.6%，上年 38.7%。
# - **第 2 步。** 最常见的错误：用了今年的产量，没乘增长。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 2 · Headroom board
#
# Nine cells, forty sales days: first the headroom, then the days, then what the plan brings.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 提升空间图
#
# 九个格子，四十个销售日：先算提升空间，再分天数，最后算方案的增量。

# %% to="exercise"
# ▶ The board / 份额图
desk.beside("U6.X2", live_growth.board)

# %% [markdown] to="notes" lang="en"
# - **Ask before the card:** "If all forty days went into one cell, what would the last five bring?" A few thousandths of what can be reached there: next to nothing.
# - **Say:** falling returns are an assumption of the course, by Lodish's idea of 1971. Five days for half is a setting; every trade has its own.

# %% [markdown] to="notes" lang="zh"
# - **做卡片之前先问：** “四十天全放进一格，最后五天能带来多少？”只有可争取部分的千分之几，几乎没有。
# - **讲：** 增量递减是本课程的假设，思路来自 Lodish（1971）。五天拿一半只是一个设定，各行各业不同。

# %% to="exercise" screen="12 min"
# ▶ Exercise 2: headroom board / 练习 2：提升空间图
desk.card("U6.X2")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Who has days only in the largest headrooms has forgotten the reachable part.
# - Advise a list: the first five days of each cell, largest first; halve what was taken. It takes three minutes on paper.
# - Every plan within 5% of the best one counts as right.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 天数全放在空间最大的格子里的，多半忘了可争取比例。
# - 建议列一张表：每格头五天的增量，从大到小；放掉一个就减半。纸上三分钟就能做完。
# - 与最优方案相差 5% 以内都算对。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 2 · Headroom board

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 提升空间图

# %% to="solution"
# ▶ Headroom, cell by cell / 逐格的提升空间
data = units.exercise("U6.X2").sheet(0).data
board = pd.DataFrame([{"account": each["name"][lang], "id": each["id"], "category": category, **cell}
                      for each in data["accounts"] for category, cell in each["cells"].items()])
board["room"] = growth.headroom(board.ours.astype(float), board.spend.astype(float), data["target"], above_target="zero")
board["reach"] = board.room * board.reachable
board["family"] = [units.exercise("U6.X2").sheet(0).by_id["headroom"].columns[i % 3].label for i in range(9)]
headings = {"account": ("Account", "客户"), "family": ("Category", "品类"), "room": ("Headroom", "提升空间"), "reachable": ("Reachable", "可争取比例"), "reach": ("Reachable a year", "可争取金额")}
table(board, lang, columns=headings, formats={"room": "whole", "reachable": "percent0", "reach": "whole"})

# %% to="solution"
# ▶ The days, and the marks / 天数与得分
days = np.arange(5) * 5
gains = np.array([growth.expected_gain(room, days, reachable_share=share, days_for_half=5) for room, share in zip(board.room, board.reachable, strict=True)])
plan = growth.place_days(gains, data["blocks"])
board["days"], board["gain"] = plan.days * 5, gains[np.arange(9), plan.days]
table(board[board.days > 0], lang, columns={"account": ("Account", "客户"), "family": ("Category", "品类"), "days": ("Days", "天数"), "gain": ("Gain a year", "年增量")},
      formats={"days": "whole", "gain": "whole"})
answers = {"headroom": {f"{row.id}/{row.category}": str(row.room) for row in board.itertuples()},
           "blocks": {f"{row.id}-{row.category}": f"d{row.days}" for row in board.itertuples()}, "gain": str(plan.gain)}
result = prove("U6.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** The largest headroom, 3.12 million at Rynfando's planetary gearboxes, is almost out of reach: 5%, a contract still runs. Write its end into the calendar.
# - **Step 2.** The best plan brings 2.49 million a year; forty days into the two largest cells about a tenth less. Ask why so little less: because estimates that rough do not deserve two decimals.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 空间最大的是莱凡朵的行星齿轮箱，312万元，却几乎拿不到：可争取 5%，合同还没到期。把到期日记进日历。
# - **第 2 步。** 最优方案每年带来 249万元；四十天全压在最大的两格，大约少一成。追问为什么差别不大：估计本来就粗，不必算到小数点后两位。

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 3 · Cross-sell cards
#
# Twelve offers: the mode of each, the value of four, the best three, and one look into the order book.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 交叉销售卡片
#
# 十二个机会：逐个归类，算出四个的期望值，选出最好的三个，再看一眼订单。

# %% to="exercise"
# ▶ Exercise 3: cross-sell cards / 练习 3：交叉销售卡片
desk.card("U6.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** sort by what the customer gets, not by who of us delivers it.
# - **Walk round.** The usual slip: the cost of selling multiplied by the chance. "When they say no, do you get your days back?"
# - The last question is a matter of law; nobody should guess it.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 归类看客户得到什么，不看我们哪个部门去做。
# - **巡场。** 常见错误：销售费用也乘了成功率。问一句：“对方说不，您花掉的天数还回来吗？”
# - 最后一题涉及法律，不要靠猜。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 3 · Cross-sell cards

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 交叉销售卡片

# %% to="solution"
# ▶ The twelve by expected value / 十二个机会按期望值排列
from kamlib.units.u6_growth.offers import BY_ID

sheet = units.exercise("U6.X3").sheet(0)
offers = pd.DataFrame(sheet.data["offers"]).set_index("id")
offers["ev"] = growth.cross_sell_value(offers.chance, offers.contribution, offers.years, offers.cost)
plots.offer_bars({BY_ID[id].says.pick(lang): value for id, value in offers.ev.items()}, lang)

# %% to="solution"
# ▶ The modes / 四种模式
modes = sheet.truth["modes"]
shown = pd.DataFrame({"says": [BY_ID[id].says for id in modes], "mode": [" / ".join(MODE_NAMES[mode].pick(lang) for mode in accepted) for accepted in modes.values()]})
table(shown.sort_values("mode"), lang, columns={"says": ("Offer", "机会"), "mode": ("Mode", "模式")})

# %% to="solution"
# ▶ The pair, and the marks / 一对产品与得分
bought = sheet.data["bought"]
attach = growth.attach_rate(bought["base"], bought["both"])
lift = attach / (bought["also"] / bought["all"])
say(lang, en="Attach rate **{attach:percent1}**, lift **{lift:number}**.", zh="连带率 **{attach:percent1}**，提升度 **{lift:number}**。", attach=attach, lift=lift)
best = list(offers.ev.nlargest(3).index)
answers = {"modes": {id: accepted[0] for id, accepted in modes.items()}, "ev": {f"{id}/ev": str(offers.ev[id]) for id in sheet.data["asked"]},
           "best": best, "best_total": str(offers.ev[best].sum()), "attach": f"{attach:.2%}", "lift": f"{lift:.2f}", "way": "both_ways"}
result = prove("U6.X3", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Complete axes bring 400,000 a year and come fifth only: chance and cost of selling. The cabinets cost more than they promise.
# - **Step 2.** Where two modes are accepted, let both sides give their reason.
# - **Step 3.** The attach rate by the wrong base (68%) is the slip; say: "Of whom?"

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 整轴每年 40万元，却只排第五：成功率低、销售费用高。成套电柜得不偿失。
# - **第 2 步。** 两种归类都接受的，请双方各讲理由。
# - **第 3 步。** 常见错误是除错了基数（68%），问一句：“是谁当中的百分之几？”

# %% [markdown] to="exercise" lang="en" screen="14 min"
# ## Exercise 4 · Ripple plan
#
# Sixteen prospects on four layers, reach and conversion from your own record, the volume, and what must stay unsaid.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · 四层扩散计划
#
# 把十六家潜在客户放到四个层次，根据记录定出触达率和转化率，算出销量，再想清楚什么不能说。

# %% to="exercise"
# ▶ Exercise 4: ripple plan / 练习 4：四层扩散计划
desk.card("U6.X4")

# %% [markdown] to="notes" lang="en"
# - **Say:** read the line below each name; the name itself tells nothing.
# - **Watch** the supplier that also competes: it belongs to layer 3, and it is the one to whom most is said by accident.
# - Conversion divides by those reached. Who divides by the list counts the reach twice.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 请看名称下面那行说明，名称本身看不出什么。
# - **留意**那家既供货又竞争的：属于第三层，也是最容易对着它说漏嘴的一家。
# - 转化率要除以触达数。除以名单数，触达率就算了两遍。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 4 · Ripple plan

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · 四层扩散计划

# %% to="solution"
# ▶ The ripple / 四层扩散
sheet = units.exercise("U6.X4").sheet(0)
data, placed = sheet.data, pd.Series(sheet.truth["layers"])
record = pd.DataFrame(data["record"]).T
reach, conversion = record.reached / record.asked, record.bought / record.reached
count = placed.value_counts().reindex(record.index)
spread = growth.diffusion_table(count, reach, conversion, data["mean_units"], price_per_unit=data["price"])
plots.ripple(spread, lang)

# %% to="solution"
# ▶ Who stands where / 谁在哪一层
who = {each["id"]: each["name"][lang] for each in data["prospects"]}
rows = pd.DataFrame({"layer": [LAYER_NAMES[layer] for layer in record.index],
                     "who": [("、" if lang == "zh" else ", ").join(who[id] for id in placed.index[placed == layer]) for layer in record.index]})
table(rows, lang, columns={"layer": ("Layer", "层次"), "who": ("Prospects", "名单")})

# %% to="solution"
# ▶ The figures, and the marks / 数字与得分
say(lang, en="Together **{units:one}** units, **{sales:money}** a year.", zh="合计 **{units:one}** 套，每年 **{sales:money}**。",
    units=spread.units_per_year.sum(), sales=spread.sales_per_year.sum())
asked = ("suppliers_and_upstream", "industry")
answers = {"layers": placed.to_dict(), "volume": {f"{layer}/units": f"{units:.2f}" for layer, units in spread.units_per_year.items()},
           **{f"reach_{layer}": f"{reach[layer]:.0%}" for layer in asked}, **{f"conversion_{layer}": f"{conversion[layer]:.0%}" for layer in asked},
           "sales": str(spread.sales_per_year.sum()), "flags": list(placed.index[placed == "competitors"]), "may_say": sheet.truth["may_say"]}
result = prove("U6.X4", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Three quarters of the volume come from four sister companies: nearest first.
# - **Step 2.** Let somebody read out what is told of Huxpirrow: supplier and competitor.
# - **Step 3.** "The price, if they keep it to themselves" is ticked by somebody in every room. Ask: "And what will they think you tell about them?"

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 销量的四分之三来自四家兄弟公司：由近及远。
# - **第 2 步。** 请一位学员读出霍皮若那一行：既是供应商又是竞争对手。
# - **第 3 步。** “成交价，只要对方答应保密”每次都有人勾。追问：“对方听了，会不会想：您在别家也这样讲他们？”

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · A growth plan for one account
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 一家客户的增长计划
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U6.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** share and headroom, the customer's new machine, spare parts, one offer; then word of mouth and the four layers, three situations and a note.
# - Planned as work after class: 35 minutes alone. Say until when and how the file is handed in.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 份额与空间、客户的新设备、配件、一个交叉销售机会；然后是口碑与四层扩散、三种情况和一段说明。
# - 按课后作业安排，一个人约 35 分钟。说清截止时间和提交方式。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution of the wrap-up case · A growth plan for one account

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 一家客户的增长计划

# %% to="solution"
# ▶ Inside / 内部
data = units.exercise("U6.W").sheet(0).data
wallet, curve, spare, offer = pd.DataFrame(data["wallet"]), data["curve"], data["spare"], data["offer"]
share = growth.share_of_wallet(float(wallet.ours.sum()), float(wallet.spend.sum()))
room = growth.headroom(wallet.ours.astype(float), wallet.spend.astype(float), data["target"], above_target="zero").sum()
machines = growth.bass_next_year(curve["so_far"], curve["p"], curve["q"], curve["potential"])
demand = growth.derived_demand(machines, data["content"], data["our_share"], data["price"])
parts = growth.aftermarket_sales(spare["base"], spare["wear"], spare["price"], spare["capture"])
value = growth.cross_sell_value(offer["chance"], offer["contribution"], offer["years"], offer["cost"])
say(lang, en="Share **{share:percent1}**, headroom **{room:money}**; {machines:whole} machines, **{units:whole}** units of ours; parts **{parts:money}**; the offer **{value:money}**.",
    zh="份额 **{share:percent1}**，提升空间 **{room:money}**；设备 {machines:whole} 台，我方 **{units:whole}** 套；配件 **{parts:money}**；新方案 **{value:money}**。",
    share=share, room=room, machines=machines, units=demand.units_per_year, parts=parts, value=value)

# %% to="solution"
# ▶ Outside / 外部
scores = [score for score, count in enumerate(data["scores"]) for _ in range(count)]
score = growth.net_promoter_score(scores)
layers = pd.DataFrame(data["ripple"]).T
spread = growth.diffusion_table(layers.prospects, layers.reach, layers.conversion, layers.units, price_per_unit=data["price"])
say(lang, en="NPS **{nps:whole}** points, give or take {error:whole}. The four layers: **{sales:money}** a year.", zh="净推荐值 **{nps:whole}** 分，上下约 {error:whole} 分。四层合计每年 **{sales:money}**。",
    nps=score.score, error=1.96 * score.standard_error, sales=spread.sales_per_year.sum())
plots.ripple(spread, lang)

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **Headroom:** worked out from the sums it is CNY 500,000 too small: what is above the target in one category does not fill another.
# - **S-curve:** those who have the machine counted once more. **NPS:** the 8 counted as a promoter.

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **提升空间：** 用合计数算会少 500,000 元：一个品类超出的部分，不能拿去补另一个品类。
# - **S 曲线：** 常见错误是已经买了的又算一遍。**NPS：** 把 8 分也当成推荐者。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **A competitor asks**: our own facts, an approved reference, and the same silence for everybody
# - **The manager wants to tie**: each alone and both at a saving, and the legal department before any link
# - **A promoter offers to call**: thanks, agreed words, and a visit ready for the week after

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **竞争对手来打听**：用我方自己的资料和经同意的案例，对谁都一样守口如瓶
# - **经理想搭售**：各自可单买，一起买有优惠；要挂钩，先问法务
# - **推荐者主动打电话**：道谢，商定讲什么，随后一周就安排拜访

# %% to="solution"
# ▶ The marks / 得分
key = load_keys(workbook.keys()).find("U6.W", 0, "situations")
answers = {"share": f"{share:.2%}", "headroom": str(room), "next_year": f"{machines:.1f}", "our_units": f"{demand.units_per_year:.1f}", "parts": str(parts),
           "offer_value": str(value), "decision": "make" if value > 0 else "leave", "nps": f"{score.score:.1f}", "outside": str(spread.sales_per_year.sum()),
           "situations": {case: key.accepted(case)[0] for case in key.answer},
           "note": "Share inside, layers outside, limit: see the rubric / 内部份额、外部扩散、界限：见评分标准。" * 4}
result = prove("U6.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** a rough figure without a name, tying while goods are scarce, a commission for a friend.
# - **The note** is marked by hand: sources of growth with figures, what comes first with a person or a date, a limit.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 不点名说个大概，趁货紧搭售，给朋友一笔佣金。
# - **那段说明** 人工评分：增长来源及数字、先做什么（责任人或时间）、界限。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Take it home: the growth workbook of an account
#
# One Excel file with three sheets and working formulas: wallet and white-space matrix, cross-sell list, referral ripple plan.
# Once filled with figures of the case, once empty for your own account.

# %% [markdown] to="exercise" lang="zh"
# ## 带走：客户增长工作簿
#
# 一个 Excel 文件，三张表，公式可用：客户份额与空白点矩阵、交叉销售机会清单、销量扩散计划表。
# 一份填好了案例数据，一份空白，供您填写自己的客户。

# %% to="exercise"
# ▶ The Excel workbook / Excel 工作簿
from kamlib.forms.form import FormData, form_bytes
from kamlib.forms.growth_book import FORM, case_growth_book
from kamlib.widgets.show import download

for file, label, filled in (("example", ("Example: figures of the case", "示例：案例数据"), case_growth_book(lang)),
                            ("own", ("Empty, for my own account", "空白表，填写自己的客户"), FormData(own=True))):
    title = f"{FORM.title.pick(lang)} {file}.xlsx".replace(" ", "_")
    download(title, form_bytes(FORM, filled, lang), label[0 if lang == "en" else 1])

# %% [markdown] to="notes" lang="en"
# - **Say:** yellow cells are yours, the others calculate. Begin with one account and the three largest categories.
# - The ripple plan has a column for consent: no case travels without a date in it.
# - Nobody opens a real list on the projector: a wallet is a secret of the customer, too.
# - **The last question:** "Whose good word have you never asked for?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 黄色单元格由您填写，其他自动计算。先从一家客户、三个最大的品类做起。
# - 扩散计划里有一列“客户同意日期”：没有日期，案例不得外传。
# - 不要在投影上打开真实清单：客户的钱包也是客户的秘密。
# - **最后一问：** “谁的推荐，您从来没有开口请过？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 7, wallet and headroom, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 7 步“钱包与空间”，那里的客户就是您贯穿各单元的客户。
