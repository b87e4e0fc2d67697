# ---
# unit: U7
# module: 1_key_accounts
# items: [U7.01, U7.02, U7.03, U7.04, U7.05, U7.06, U7.07, U7.08]
# ---

# %% [markdown] to="lesson" lang="en"
# # U7 · The customer asks for a price cut: what now?
#
# Press **▶▶ Start** in the bar above, then read on.
#
# **After this unit you can**
#
# - put value and price on the customer's scale and say which way it tips
# - work out what a cut really costs, and trade it instead of giving it
# - choose a price by life cycle, position, product line and business model, and know where the law draws the line

# %% [markdown] to="lesson" lang="zh"
# # U7 · 客户要求降价，怎么办？
#
# 请先点击上方的 **▶▶ 开始**，再往下读。
#
# **学完本单元，您能够**
#
# - 把价值和价格放上客户的决策天平，判断它倒向哪一边
# - 算出降价的真实代价，学会用它去换，而不是白送
# - 按生命周期、竞争定位、产品线和商业模式选择价格，并知道法律的界限在哪里

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ Tools of this page / 本页所用工具
import pandas as pd
from IPython.display import display
from kamlib import cases, citations, plots, pricing
from kamlib.pricing import BusinessModel, PriceStep
from kamlib.text import Text
from kamlib.units.u7_pricing import COSTS_OF_CHANGING, GAINS
from kamlib.widgets import live
from kamlib.widgets.show import say, table

# %% [markdown] to="lesson" lang="en"
# ## The story: an e-mail at five to six
#
# *"From January on we need 8% off. Rival B is cheaper anyway. Please confirm by Friday."*
# The sender is the purchasing manager of Zadwickel Packing Systems, a good customer of Tarvane Drives for years.
# The salesperson reaches for the phone: "Boss, can we do the 8%?"
# This unit is about what should happen before that call.
#
# The course document only names the items of this unit; the teaching text and the exercises are ours.
# Tarvane Drives, its customers and all their figures are invented.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：五点五十五分的邮件
#
# “明年一月起必须降 8%。对手B的报价本来就更低。请于周五前确认。”
# 发件人是扎维珂包装系统的采购经理，这家公司是塔凡传动多年的优质客户。
# 业务员一把抓起电话：“领导，这 8% 能不能让？”
# 本单元要讲的，就是打这个电话之前该做的事。
#
# 课程文件只列出本单元各条目的名称，教学内容和练习均由本课程编写。
# 塔凡传动、它的客户以及所有数据均为虚构。

# %% to="lesson"
# ▶ What Zadwickel means to us / 扎维珂这个客户的分量
account = cases.account_table().set_index("account").loc["A008"]
left = account.contribution_per_year - account.service_cost_per_year
say(lang, en="Zadwickel buys for **{sales:money}** a year and leaves **{left:money}** after the cost to serve. "
    "8% of its sales would be **{cut:money}**: {share:percent0} of what it leaves.",
    zh="扎维珂每年采购 **{sales:money}**，扣除服务成本后剩 **{left:money}**。"
    "销售额的 8% 是 **{cut:money}**，占剩余利润的 {share:percent0}。",
    sales=account.sales_per_year, left=left, cut=0.08 * account.sales_per_year,
    share=0.08 * account.sales_per_year / left)

# %% [markdown] to="lesson" lang="en" covers="U7.01"
# ## The customer's decision scale
#
# A buyer talks about price, because price is what a buyer is measured by.
# But the company behind the buyer decides on a scale: **value in one pan, price in the other**.
# It takes the offer with the largest value minus price, not the cheapest one.
# So there are two ways to tip the scale: take weight off the price, or put weight on the value.
# The first one costs us money on every unit we sell; the second one costs us an hour with the right person.

# %% [markdown] to="lesson" lang="zh"
# ## 客户的决策天平
#
# 采购张口闭口都是价格，因为公司考核他的就是价格。
# 但采购背后的公司是用天平来决定的：**一边放价值，一边放价格**。
# 它选的是“价值减价格”最大的那家，而不是最便宜的那家。
# 所以让天平倾斜有两种办法：从价格那边拿走砝码，或者往价值这边加砝码。
# 前一种，每卖一台都要付出代价；后一种，只要和对的人坐下来谈一个小时。

# %% to="lesson"
# ▶ The scale, to move / 可以拨动的天平
live.scale(lang, reference_price=9_600, differentiation=3_800, price=11_000, unit_cost=6_600)

# %% [markdown] to="lesson" lang="en"
# Move the price first: where does the scale stand level?
# Then put the price back and move the value: how little proof is needed before our price is too high?

# %% [markdown] to="lesson" lang="zh"
# 先拨价格：到哪里天平持平？
# 再把价格拨回来，改拨价值：价值证明少到什么程度，我们的价格就显得贵了？

# %% to="lesson"
# ▶ Three offers on one scale / 三家报价同上天平
values = {"us": 13_400, "rival_a": 13_900, "rival_b": 9_600}
prices = {"us": 11_000, "rival_a": 12_900, "rival_b": 9_600}
offers = pd.DataFrame([{"supplier": cases.label("supplier", supplier), "value": values[supplier], "price": prices[supplier],
                        "left": values[supplier] - prices[supplier]} for supplier in values])
table(offers, lang, columns={"supplier": ("Offer", "报价方"), "value": ("Value to the customer", "对客户的价值"),
      "price": ("Price", "价格"), "left": ("Value minus price", "价值减价格")},
      formats=dict.fromkeys(["value", "price", "left"], "money"))

# %% to="lesson"
# ▶ Which way it tips, and up to which price / 天平倒向谁，涨到多少为止
tilt = pricing.choose_offer(values, prices)
highest = pricing.highest_winning_price(values["us"], [13_900, 9_600], [12_900, 9_600])
say(lang, en="At today's price the scale tips to **{winner}**, by {lead:money} over the next best. "
    "It stays there up to **{highest:money}**; Rival B's {cheapest:money} is not the price to beat.",
    zh="按现在的价格，天平倒向**{winner}**，领先次优 {lead:money}。涨到 **{highest:money}**之前都是如此，"
    "对手B的 {cheapest:money}并不是我们要拼的价格。", winner=cases.label("supplier", tilt.winner),
    lead=tilt.margin_of_victory, highest=highest, cheapest=prices["rival_b"])

# %% [markdown] to="lesson" lang="en" covers="U7.02"
# ## Pricing on customer value
#
# The **economic value to the customer (EVC)** is the price at which the customer is as well off with us as with the reference offer, the one ours is measured against:
#
# - the **reference price**: what the customer pays today, or would pay without us
# - plus what our offer saves or earns (positive differentiation)
# - minus what changing to us costs (negative differentiation)
#
# This is the method of Forbis and Mehta (1981).
# Both sides gain at every price between our unit cost and the EVC: that is the **price corridor**.

# %% [markdown] to="lesson" lang="zh"
# ## 基于客户价值的定价
#
# **客户经济价值 (EVC)** 是这样一个价格：按它成交，客户选我们和选参照方案（与我方比较的方案）一样划算。
#
# - **参照价格**：客户现在付的价格，或没有我方时会付的价格
# - 加上我方方案为客户省下或多赚的钱（正差异价值）
# - 减去客户换成我方要付出的代价（负差异价值）
#
# 这是 Forbis 与 Mehta（1981）提出的方法。
# 从我方单位成本到 EVC，任何价格双方都有得赚：这就是**价格走廊**。

# %% to="lesson"
# ▶ From the reference price to the EVC / 从参照价格到 EVC
steps = pricing.economic_value_table(
    9_600, {"life": 1_400, "energy": 1_150, "stops": 1_850}, {"adapter": 350, "training": 250})
plots.economic_value_steps(steps, lang, names={**GAINS, **COSTS_OF_CHANGING}, unit_cost=6_600, price=11_000)

# %% to="lesson"
# ▶ Who gets how much of it / 这块价值怎么分
share = pricing.value_share(11_000, 6_600, 13_400)
half = pricing.price_for_value_share(0.5, 6_600, 13_400)
say(lang, en="At {price:money} we keep **{share:percent0}** of the value created; at **{half:money}** each side has half.",
    zh="按 {price:money}成交，所创造的价值中我方得 **{share:percent0}**；按 **{half:money}**成交双方各得一半。",
    price=11_000, share=share, half=half)

# %% [markdown] to="lesson" lang="en"
# ### Where the figures come from
#
# - From the customer's own people: production knows the stoppages, maintenance the service life, finance the energy bill
# - Written down together, signed by nobody, doubted by nobody: what they have worked out they will defend
# - What cannot be shown in money does not go into the pan
#
# How much of the value to take is a decision: the more the customer has to change, the more must be left over.

# %% [markdown] to="lesson" lang="zh"
# ### 数据从哪里来
#
# - 来自客户内部：停机问生产，寿命问维修，电费问财务
# - 一起算、一起写下来，不用谁签字，也没人怀疑：自己算出来的数，自己会去维护
# - 折算不成钱的，不放上天平
#
# 价值拿多少是一种取舍：要客户改变得越多，就要给客户留得越多。

# %% [markdown] to="lesson" lang="en"
# ## What 8% really costs
#
# The cut is measured against the price, but it is paid from the margin.
# **Break-even volume change** = cut ÷ (margin − cut), all in per cent of the price.
# The question to the buyer is then not "why?" but "how much more will you sign for?"
# The curve below is for the price on Zadwickel's invoice.

# %% [markdown] to="lesson" lang="zh"
# ## 降 8% 的真实代价
#
# 降幅是按价格算的，钱却是从毛利里出的。
# **盈亏平衡增量** = 降幅 ÷（毛利率 − 降幅），都以价格为基数。
# 所以该问采购的不是“为什么”，而是“您愿意签下多少增量”。
# 下面的曲线按扎维珂的发票价绘制。

# %% to="lesson"
# ▶ More volume to earn the same / 要多卖多少才能赚得一样多
display(plots.break_even_curve(11_000, 6_600, -880, lang))
for margin in (0.20, 0.30, 0.40):
    needed = pricing.break_even_volume_change(1, 1 - margin, -0.08)
    say(lang, en="With a margin of {margin:percent0}: **+{needed:percent0}**",
        zh="毛利率 {margin:percent0}：**+{needed:percent0}**", margin=margin, needed=needed)

# %% [markdown] to="lesson" lang="en"
# ### Before you give: look what you give already
#
# Between the list price and our pocket there are discounts, rebates, freight and the cost of credit.
# Marn and Rosiello (1992) called it the **price waterfall**.
# Each drop is small and has its own owner; nobody sees the sum.
# Move the sliders: which drop would Zadwickel miss least?

# %% [markdown] to="lesson" lang="zh"
# ### 让价之前，先看看已经让了多少
#
# 从目录价到口袋价之间，有折扣、返利、运费和账期的资金成本。
# Marn 与 Rosiello（1992）称之为**价格瀑布**。
# 每一级落差都不大，各有各的人管，却没有人看总数。
# 拨一拨滑块：哪一级取消了，扎维珂最不在意？

# %% to="lesson"
# ▶ The waterfall, to move / 可以拨动的价格瀑布
live.waterfall(lang, list_price=12_500, volume=0.08, special=0.04, prompt=0.0, rebate=0.02, freight=180)

# %% to="lesson"
# ▶ The same cut, reckoned on the pocket price / 同样的降价，按口袋价计算
on_invoice = [PriceStep("volume", rate=0.08, basis="list", on_invoice=True), PriceStep("special", rate=0.04, basis="list", on_invoice=True)]
cut = PriceStep("cut", rate=0.08, basis="running", on_invoice=True)
later = [PriceStep("rebate", rate=0.02, basis="invoice"), PriceStep("freight", amount=180),
         PriceStep("credit", rate=0.06 * 30 / 360, basis="invoice")]
before, after = (pricing.pocket_price(12_500, steps) for steps in (on_invoice + later, [*on_invoice, cut, *later]))
needed = pricing.break_even_volume_change(before, 6_600, after - before)
say(lang, en="Of {invoice:money} on the invoice {before:money} reach our pocket, 30 days of credit paid. After the cut it is {after:money}: "
    "rebate and credit shrink, too. The cut then needs **+{needed:percent0}**.",
    zh="发票价 {invoice:money}，扣除 30 天账期等成本，到手 {before:money}；降价后到手 {after:money}（返利和账期资金成本也随之减少）。这样算，降价需要 **+{needed:percent0}** 的销量。",
    invoice=pricing.invoice_price(12_500, on_invoice), before=before, after=after, needed=needed)

# %% [markdown] to="lesson" lang="en" covers="U7.03"
# ## Pricing by life cycle
#
# A price that is right in the first year is wrong in the tenth.
#
# | Stage | What you see | Price strategy |
# |---|---|---|
# | Introduction | alone, few buyers, little capacity | **skim**: high, then step down |
# | Growth | fast orders, falling cost, rivals on their way | **penetrate**: low, for volume |
# | Maturity | level volume, equal rivals | **defend**: hold for full service, plainer version for price buyers |
# | Decline | shrinking, captive buyers | **harvest**: step up, cut variants |
#
# Two forces decide between skimming and penetration: how much more a low price sells, and how fast cost falls with volume (learning curve, Wright 1936).

# %% [markdown] to="lesson" lang="zh"
# ## 按产品生命周期定价
#
# 第一年合适的价格，到第十年就不合适了。
#
# | 阶段 | 看得到的迹象 | 定价策略 |
# |---|---|---|
# | 导入期 | 独此一家，客户少，产能小 | **撇脂**：先高后低 |
# | 成长期 | 订单猛增，成本下降，对手正在赶来 | **渗透**：低价换量 |
# | 成熟期 | 销量持平，各家相当 | **守价**：全套服务守住价格，简配版给只看价格的客户 |
# | 衰退期 | 逐年萎缩，客户离不开 | **收割**：逐步提价，砍型号 |
#
# 撇脂还是渗透，由两股力量决定：低价能多卖多少，以及成本随产量下降多快（学习曲线，Wright 1936）。

# %% to="lesson"
# ▶ Skim or penetrate: the new hollow-shaft unit / 新品中空轴减速机：撇脂还是渗透
plan = dict(first_unit_cost=18_000, learning_rate=0.90, discount_rate_per_period=0.10, units_before=100,
            basis="unit", method="midpoint", timing="end")
skim = (15_800, 0.10, [400, 550, 700, 720, 720])
one_line = pricing.life_cycle_price_paths(*skim, 11_500, [720] * 5, **plan)
two_lines = pricing.life_cycle_price_paths(*skim, 11_500, [720, 1_400, 2_100, 2_400, 2_400], **plan)
display(plots.price_paths(one_line, lang))
say(lang, en="With one line (720 a year) skimming is ahead by **{one:short_money}**; with a second line penetration is ahead by **{two:short_money}**, before what that line itself costs.",
    zh="只有一条线（每年 720 台）时，撇脂多赚 **{one:short_money}**；有了第二条线，渗透多赚 **{two:short_money}**（未扣第二条线本身的投资）。",
    one=one_line.advantage_of_skimming, two=-two_lines.advantage_of_skimming)

# %% [markdown] to="lesson" lang="en" covers="U7.04"
# ## Pricing by competitive position
#
# The **value map** shows each offer by quality and price; the line through the rivals is what the market calls fair (Gale 1994).
#
# - A proven lead: **premium**, above the market
# - No lead: **match** the market, win on terms
# - A lead that differs from project to project: price **by application**
# - A lead in cost: an **economy** range, never below its own cost

# %% [markdown] to="lesson" lang="zh"
# ## 按竞争定位定价
#
# **价值图**按质量和价格标出每家报价，穿过各对手的那条线就是市场认可的公平价值线（Gale 1994）。
#
# - 优势有凭据：**溢价**，高于市场
# - 没有差异：**随行就市**，靠商务条款取胜
# - 优势因项目而异：**按应用定价**
# - 优势在成本：做**经济型**系列，但不低于自身成本

# %% to="lesson"
# ▶ Where our servo gear units stand / 我们的伺服减速机处在什么位置
offers = cases.rivals().query("family == 'servo'").set_index("supplier")
rivals = offers.drop("us")
line = pricing.fair_value_line(rivals.quality_score, rivals.pocket_price)
names = [cases.label("supplier", supplier).pick(lang) for supplier in offers.index]
index = pricing.price_index(offers.pocket_price["us"], rivals.pocket_price.tolist())
display(plots.value_map(list(offers.quality_score), list(offers.pocket_price), names, lang, ours=names[0], line=line))
say(lang, en="Price index against the rivals' mean: **{index:points}** (100 = the market).",
    zh="相对对手均价的价格指数：**{index:points}**（市场 = 100）。", index=index)

# %% [markdown] to="lesson" lang="en" covers="U7.05"
# ## Pricing a product line
#
# Products of one line pull and push each other, so they are priced together.
#
# - **Leader and complement**: a gearbox brings spare gear sets for years; its price may be keen as long as the pair earns
# - **Versions**: a plainer one for price buyers, a fuller one for service users, and a clear distance between them
# - **Bundles**: buyers who value two products in opposite ways can be sold both (Adams and Yellen 1976)

# %% [markdown] to="lesson" lang="zh"
# ## 按产品线组合定价
#
# 同一条产品线上的产品相互带动、相互挤压，要放在一起定价。
#
# - **引流产品与互补品**：一台齿轮箱能带来多年的备件生意，只要合起来赚钱，齿轮箱的价格可以压低
# - **不同版本**：简配版给只看价格的客户，高配版给看重服务的客户，两者要拉开差距
# - **捆绑**：两种产品，客户看重的方向相反时，可以一起卖（Adams 与 Yellen 1976）

# %% to="lesson"
# ▶ The gearbox and its spare gear sets / 齿轮箱与它的备件
pair = pricing.leader_complement(18_000, 10_080, 60, 4_200, 1_596, complements_per_leader=1.5)
say(lang, en="Gearbox and gear sets together earn {margin:money} a gearbox; down to **{floor:money}** the pair still loses nothing.",
    zh="齿轮箱连同齿轮副，每台齿轮箱合计赚 {margin:money}；齿轮箱价格降到 **{floor:money}**，合起来仍不亏。",
    margin=pair.pair_margin_per_leader, floor=pair.lowest_leader_price)

# %% to="lesson"
# ▶ Five buyers, two products, three offers / 五家客户，两种产品，三种卖法
reservation_prices = [[16_500, 4_000], [19_500, 4_000], [19_000, 2_500], [6_500, 10_000], [13_000, 6_500]]
limits = pd.DataFrame([{"buyer": str(buyer), "first": first, "second": second}
                       for buyer, (first, second) in enumerate(reservation_prices, 1)])
table(limits, lang, columns={"buyer": ("Buyer", "客户"), "first": ("Pays for product 1, at most", "产品一最高愿付"),
      "second": ("Pays for product 2, at most", "产品二最高愿付")}, formats=dict.fromkeys(["first", "second"], "money"))
plots.bundle_outcomes(pricing.compare_bundles(reservation_prices, [10_000, 5_000]), lang)

# %% [markdown] to="lesson" lang="en"
# **The limit beside it.** A bundle that stands beside single prices leaves the buyer the choice.
# A firm that dominates a market must not make one product conditional on another without good reason.
# Tetra Pak sold machines, service and packaging material; what the authority found in 2016 is worth reading before you tie anything.

# %% [markdown] to="lesson" lang="zh"
# **界限。** 捆绑与单卖并行，客户仍有选择。
# 具有市场支配地位的企业，没有正当理由不得搭售。
# 利乐同时销售设备、服务和包材；在动搭售的念头之前，值得先看看 2016 年执法机关认定了什么。

# %% to="lesson"
# ▶ Tetra Pak, with sources / 利乐案：事实与出处
facts = pd.DataFrame([{"fact": fact.statement, "source": fact.source} for fact in citations.cited_facts("tetra_pak")
                      if fact.standing != "document"])
table(facts, lang, columns={"fact": ("What can be cited", "可引用的事实"), "source": ("Source", "出处")})

# %% [markdown] to="lesson" lang="en" covers="U7.06"
# ## Principles for pricing a solution
#
# A solution is not the sum of its parts list; it is a result that the customer can count.
#
# - **Price the result**, not the hours and the parts
# - **Share the gain**: cost + agreed share × (benefit − cost)
# - **Know the floor**: all activities costed, plus the margin we require; below it we do not sell
# - **Agree how the benefit is measured** before the work begins
# - **Keep the parts unpriced** in the quotation: who gets a price for each part will bargain for each part

# %% [markdown] to="lesson" lang="zh"
# ## 解决方案的定价原则
#
# 解决方案不是零件价格的加总，而是客户算得出来的结果。
#
# - **按结果定价**，不按工时和零件
# - **分享收益**：成本 + 约定比例 ×（客户收益 − 成本）
# - **心里有底线**：所有活动都计入成本，再加上要求的毛利，低于它就不卖
# - **动工之前先约定**收益怎么衡量
# - **报价不拆分到零件**：每个零件都有价，客户就会逐个砍价

# %% to="lesson"
# ▶ A monitored filling line for Zadwickel / 给扎维珂的灌装线监测方案
offer = pricing.solution_offer(310_000, 620_000, 0.40, required_margin_rate=0.25, basis="price")
say(lang, en="Cost {cost:money}, benefit {benefit:money}, our share {share:percent0}: price **{price:money}**, floor {floor:money}. "
    "The customer keeps {gain:money}.",
    zh="成本 {cost:money}，客户收益 {benefit:money}，我方分享 {share:percent0}：报价 **{price:money}**，底线 {floor:money}。"
    "客户净得 {gain:money}。",
    cost=310_000, benefit=620_000, share=0.40, price=offer.price, floor=offer.floor, gain=offer.customer_gain)

# %% [markdown] to="lesson" lang="en" covers="U7.07"
# ## Change the question: business models that avoid a price war
#
# A price war is fought over one number. Change what is paid for, and the number is gone.
#
# - **Two-part tariff**: an entry fee, then a fee for each use (Oi 1971)
# - **Pay per use**: we keep the units, the customer pays by the hour
# - **Subscription or licence**: a fixed sum a year
#
# The test is hard and simple: neither side may be worse off, at its own discount rate.
# Where both gain, the gain has a source: cheaper upkeep, cheaper money, or risk carried by the one who can carry it.

# %% [markdown] to="lesson" lang="zh"
# ## 换个思路：用商业模式避开价格战
#
# 价格战打的是一个数字。换个东西来收费，这个数字就不存在了。
#
# - **两部制收费**：先付一笔固定费，再按使用量付费（Oi 1971）
# - **按使用量付费**：设备归我方，客户按小时付
# - **订阅或许可**：每年一笔固定费用
#
# 检验标准简单而严格：按各自的折现率算，哪一方都不能吃亏。
# 如果双方都有好处，好处必有来源：维护更省、资金更便宜，或者风险由更能承担的一方来承担。

# %% to="lesson"
# ▶ Forty servo units for five years, four ways / 四十台伺服减速机、五年，四种做法
business = pricing.Business([40] + [0] * 5, [0] + [40_000] * 5, [0] + [400_000] * 5, 6_600, 0, 0, 0.08, 0.14)
ours = {"supplier_cost_per_year": 50_000}
models = [BusinessModel("cut", unit_price=9_900, customer_cost_per_year=90_000),
          BusinessModel("two", entry_fee=200_000, fee_per_use=3.3, **ours), BusinessModel("use", fee_per_use=4.6, **ours),
          BusinessModel("licence", licence_per_year=185_000, licence_paid="end", **ours)]
names = {"cut": Text(en="10% off", zh="降价 10%"), "two": Text(en="Two-part", zh="两部制"),
         "use": Text(en="Pay per hour", zh="按小时付费"), "licence": Text(en="Licence", zh="年度许可")}
today = BusinessModel("today", unit_price=11_000, customer_cost_per_year=90_000)
plots.business_model_bars(pricing.business_models(models, business, base=today), lang, names=names)

# %% [markdown] to="lesson" lang="en" covers="U7.08"
# ## Case: Qualcomm's model, and its limit
#
# The document names the case and tells nothing of it.
# The idea: sell the chip **and** license the patents, with a fee that grows with the price of the phone.
# The device maker pays little up front and more when it sells well: a two-part model.
# Such a model takes the heat out of the chip price, and it gives its owner power: that is where the law comes in.

# %% [markdown] to="lesson" lang="zh"
# ## 案例：高通的模式及其界限
#
# 课程文件只提到这一案例的名称，没有内容。
# 它的思路是：既卖芯片，**又**许可专利，许可费随手机价格水涨船高。
# 手机厂家前期付得少，卖得好再多付：这就是一种两部制。
# 这种模式让芯片单价不再是焦点，也让企业手握很大的市场力量：法律的界限就从这里开始。

# %% to="lesson"
# ▶ Qualcomm in China, with sources / 高通在中国：事实与出处
facts = pd.DataFrame([{"fact": fact.statement, "source": fact.source} for fact in citations.cited_facts("qualcomm")
                      if fact.standing != "document"])
table(facts, lang, columns={"fact": ("What can be cited", "可引用的事实"), "source": ("Source", "出处")})

# %% to="lesson"
# ▶ What the new base means for one phone / 新基数对一部手机意味着什么
base, rate = citations.cited_fact("qualcomm.royalty_base").value, citations.cited_fact("qualcomm.royalty_3g").value
say(lang, en="On an invented phone with a net selling price of {price:money} the royalty is {rate:percent0} of {base:percent0}: "
    "**{now:money}**; on the whole price it would be {full:money}.",
    zh="假设一部手机净售价 {price:money}，许可费为其 {base:percent0} 的 {rate:percent0}：**{now:money}**；若按全价则为 {full:money}。",
    price=2_000, rate=rate, base=base, now=2_000 * base * rate, full=2_000 * rate)

# %% [markdown] to="lesson" lang="en"
# **What was found unlawful, and what was not.**
# Unlawful were: fees for expired patents without showing a list, other patents tied to the essential ones, and chips only for those who accepted the licence and did not challenge it (as reported by China Daily on 10 February 2015 and in Qualcomm's announcement of 9 February 2015).
# A royalty as such was not; nor is a bundle, a rebate or a pay-per-use contract.
#
# **Three lines of China's Anti-Monopoly Law to remember** (text published by the National People's Congress, amended in 2022, in force since 1 August 2022):
#
# - Article 17: competitors do not agree on prices, not even over dinner
# - Article 18: a supplier does not fix its dealers' resale price, subject to the exceptions of that article
# - Article 22: a dominant firm does not charge unfairly high prices, tie, or set unreasonable conditions
#
# This is a pointer and no legal advice: before you build such a model, ask your legal department.

# %% [markdown] to="lesson" lang="zh"
# **哪些被认定违法，哪些没有。**
# 违法的是：不提供专利清单、对过期专利收费，把其他专利与标准必要专利搭售，以及只向签订许可协议且承诺不提异议的客户供应芯片（据《中国日报》2015 年 2 月 10 日报道及高通 2015 年 2 月 9 日公告）。
# 收取许可费本身并不违法；捆绑、返利、按使用量付费本身也不违法。
#
# **《反垄断法》要记住的三条**（以全国人大公布的文本为准，2022 年修改，自 2022 年 8 月 1 日起施行）：
#
# - 第 17 条：竞争对手之间不得约定价格，饭桌上说说也不行
# - 第 18 条：供应商不得固定经销商的转售价格，该条另有例外规定
# - 第 22 条：具有市场支配地位的企业不得以不公平的高价销售，没有正当理由不得搭售或附加其他不合理的交易条件
#
# 以上仅作提示，不构成法律意见：设计这类模式之前，请先咨询贵公司法务。

# %% [markdown] to="lesson" lang="en"
# ## Give nothing without getting something
#
# Before the talk, write down two figures and one list.
#
# - Our **walk-away price**: what the unit brings elsewhere, plus what this customer costs more to serve
# - The buyer's: the EVC less what the best rival leaves over
# - The **trade list**: what is worth more to us than it costs them

# %% [markdown] to="lesson" lang="zh"
# ## 有让必有换
#
# 谈判之前，先写下两个数字和一张清单。
#
# - 我方的**底线价格**：货卖到别处能得多少，再加上本客户多出的服务成本
# - 对方的底线：EVC 减去最好的对手留给客户的剩余
# - **交换清单**：对我方的价值高于对方代价的条件

# %% to="lesson"
# ▶ The room to agree, and the record of giving and getting / 可能成交区间与让步记录
seller = pricing.walk_away_price(9_200, side="seller", cost_difference=280)
zone = pricing.agreement_zone(seller, highest)
record = pricing.concession_record([{"name": Text(en="3% off 180 units", zh="180 台让 3%"), "given": 0.03 * 11_000 * 180},
    {"name": Text(en="Binding forecast", zh="锁定需求预测"), "received": 58_000},
    {"name": Text(en="Their couplings", zh="联轴器订单"), "received": 96_000}])
say(lang, en="Elsewhere the unit brings {other:money}, and Zadwickel costs {more:money} more to serve. "
    "Room to agree: **{low:money}** to **{high:money}**.",
    zh="货卖到别处可得 {other:money}，服务扎维珂每台多花 {more:money}。可能成交区间：**{low:money}**至 **{high:money}**。",
    other=9_200, more=280, low=seller, high=zone.highest)
table(record, lang, columns={"name": ("Step", "步骤"), "given": ("Given", "我方所让"), "received": ("Received", "我方所得"),
      "balance": ("Balance", "累计收支")}, formats=dict.fromkeys(["given", "received", "balance"], "money"))

# %% [markdown] to="lesson" lang="en"
# ### For discussion
#
# The buyer at Zadwickel is measured by savings and must show 8% by Friday.
# Your figures are right and the buyer does not care. What do you give the buyer to take upstairs?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# 扎维珂的采购按降本考核，周五之前必须交出 8%。
# 您的数字都对，可采购不感兴趣。您拿什么让采购向上交差？

# %% [markdown] to="notes" lang="en"
# **Usual answers, in this order.**
#
# - "Meet in the middle": ask what the next e-mail in June will say
# - "Go over the buyer's head": ask who then sits opposite for the next ten years
# - "Give a saving that is not a price": longer life, fewer stoppages, less stock, worked out together and written as savings
#
# Let two people play it for five minutes, the buyer with a card: "I need a number in my report, not a discount."
# Ten minutes in all; end with the sentence the buyer may quote.

# %% [markdown] to="notes" lang="zh"
# **常见回答，大致按此顺序出现。**
#
# - “各让一半”：追问六月份的下一封邮件会怎么写
# - “绕过采购找他领导”：追问今后十年对面坐的是谁
# - “给一份不是降价的降本”：寿命更长、停机更少、库存更低，一起算出来，写成降本金额
#
# 请两位学员演五分钟，扮演采购的人手里有一张卡片：“我的报告里要的是数字，不一定是折扣。”
# 总共十分钟，最后落到一句采购可以照着向上汇报的话。

# %% [markdown] to="lesson" lang="en"
# ## What you take with you
#
# - You put value and price on the customer's scale and saw which way it tips
# - You worked out what a cut really costs, and traded it instead of giving it
# - You chose prices by life cycle, position, product line and business model, and saw where the law draws the line
#
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u7_pricing.ipynb).

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您把价值和价格放上了客户的决策天平，看清了它倒向哪一边
# - 您算出了降价的真实代价，学会了用它去换，而不是白送
# - 您按生命周期、竞争定位、产品线和商业模式选择了价格，并看到了法律的界限
#
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u7_pricing.ipynb)。

# %% [markdown] to="exercise" lang="en"
# # U7 exercises · Meet the demand for a cut
#
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U7 练习 · 应对降价要求
#
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。
# 您填写的内容会随时保存，可以随时关闭页面。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import live, open_desk

desk = open_desk("U7", lang)
desk

# %% [markdown] to="exercise" lang="en"
# ## Exercise 1 · Price against value
#
# Weigh it first: the scale below has your figures; only what we do better than the next best offer still stands at zero.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 价格与价值
#
# 先掂量一下：下面的天平用的是您的数据，只有我方的差异价值还是零。

# %% to="exercise"
# ▶ A scale to try on / 供试用的天平
desk.beside("U7.X1", lambda data, lang: live.scale(
    lang, reference_price=data["reference_price"], differentiation=0.0,
    price=data["price"], unit_cost=data["unit_cost"]))

# %% to="exercise"
# ▶ Exercise 1: price against value / 练习 1：价格与价值
desk.card("U7.X1")

# %% [markdown] to="exercise" lang="en"
# ## Exercise 2 · The buyer asks for a price cut
#
# Work out what the cut needs, then give, trade or hold.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 采购要求降价
#
# 先算清降价需要什么，再决定让、换还是守。

# %% to="exercise"
# ▶ Exercise 2: the buyer asks for a cut / 练习 2：采购要求降价
desk.card("U7.X2")

# %% [markdown] to="exercise" lang="en"
# ## Exercise 3 · Four clocks, four prices
#
# Read the stories, name the stage, choose the price.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 四个阶段，四种价格
#
# 读情况，判阶段，选价格。

# %% to="exercise"
# ▶ Exercise 3: four clocks, four prices / 练习 3：四个阶段，四种价格
desk.card("U7.X3")

# %% [markdown] to="exercise" lang="en"
# ## Exercise 4 · Line and bundle
#
# Find the best prices for five buyers, then the best offer.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · 产品线与捆绑
#
# 为五家客户找出最佳价格，再选出最好的卖法。

# %% to="exercise"
# ▶ Exercise 4: line and bundle / 练习 4：产品线与捆绑
desk.card("U7.X4")

# %% [markdown] to="exercise" lang="en"
# ## Exercise 5 · Model swap
#
# Turn a price fight into a contract by the hour that leaves nobody worse off.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 5 · 更换商业模式
#
# 把一场价格拉锯变成按小时付费的合同，让哪一方都不吃亏。

# %% to="exercise"
# ▶ Exercise 5: model swap / 练习 5：更换商业模式
desk.card("U7.X5")

# %% [markdown] to="exercise" lang="en"
# ## Wrap-up case · Defend a price
#
# This case is assessed: it is judged after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 守住价格
#
# 本题为考核题，提交作业后评分。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U7.W")

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
from math import ceil

from kamlib import pricing, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.pricing import Business, BusinessModel, PriceStep
from kamlib.widgets.show import prove, say

# %% [markdown] to="solution" lang="en"
# ## Exercise 1 · Price against value

# %% [markdown] to="solution" lang="zh"
# ## 练习 1 · 价格与价值

# %% to="solution"
# ▶ Value first, then the best rival / 先算价值，再看最好的对手
data = units.exercise("U7.X1").sheet(0).data
evc = pricing.economic_value(data["reference_price"], data["positive"], data["negative"])
values = {"us": evc, "rival_a": data["rival_value"], "rival_b": data["reference_price"]}
prices = {"us": data["price"], "rival_a": data["rival_price"], "rival_b": data["reference_price"]}
others = [supplier for supplier in values if supplier != "us"]
highest = pricing.highest_winning_price(evc, [values[s] for s in others], [prices[s] for s in others])
say(lang, en="EVC {evc:money}; the best rival leaves {left:money}, so at most {highest:money}.",
    zh="EVC 为 {evc:money}；最好的对手留给客户 {left:money}，所以最高 {highest:money}。",
    evc=evc, left=max(values[s] - prices[s] for s in others), highest=highest)

# %% to="solution"
# ▶ The corridor shared out / 分配价格走廊
split = pricing.price_for_value_share(0.5, data["unit_cost"], evc)
share = pricing.value_share(data["price"], data["unit_cost"], evc)
answers = {"evc": str(evc), "highest_price": str(highest), "split_price": str(split), "share": f"{share:.4%}",
           "winner": pricing.choose_offer(values, prices).winner}
result = prove("U7.X1", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 2 · The buyer asks for a price cut

# %% [markdown] to="solution" lang="zh"
# ## 练习 2 · 采购要求降价

# %% to="solution"
# ▶ What the cut needs and costs / 降价需要什么、损失多少
data = units.exercise("U7.X2").sheet(0).data
price, cost, cut = data["price"], data["unit_cost"], data["price"] * data["cut"]
margin = pricing.margin_rate(price, cost, basis="price")
needed = pricing.break_even_volume_change(price, cost, -cut)
sold = ceil(round(pricing.break_even_volume(price, cost, -cut, data["units"]), 6))
say(lang, en="Margin {margin:percent1}, needed +{needed:percent1}, promised +{promise:percent1}.",
    zh="毛利率 {margin:percent1}，需要 +{needed:percent1}，对方承诺 +{promise:percent1}。",
    margin=margin, needed=needed, promise=data["promise"])

# %% to="solution"
# ▶ What the trade list brings / 交换清单换来什么
asked = {trade["id"]: trade["worth"] for trade in data["trades"] if trade["worth"] > trade["cost"]}
check = pricing.trade_check(cut, data["units"], asked)
step = "give" if data["promise"] >= needed else "trade" if check.covers else "hold"
answers = {"margin_rate": f"{margin:.4%}", "break_even": f"{needed:.4%}", "units_needed": str(sold),
           "cost_of_cut": str(check.cut), "trades": list(asked), "trade_worth": str(check.received), "decision": step}
result = prove("U7.X2", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 3 · Four clocks, four prices
#
# New and alone: skim. Growing with falling cost: penetrate. Level: defend. Shrinking: harvest.

# %% [markdown] to="solution" lang="zh"
# ## 练习 3 · 四个阶段，四种价格
#
# 新品且独有：撇脂。增长且成本下降：渗透。持平：守价。萎缩：收割。

# %% to="solution"
# ▶ Stage, strategy, position, index / 阶段、策略、定位与指数
data = units.exercise("U7.X3").sheet(0).data
strategy = {"introduction": "skim", "growth": "penetrate", "maturity": "defend", "decline": "harvest"}
stages = {entry["id"]: entry["stage"] for entry in data["clocks"]}
index = 100 * pricing.price_index(data["our_price"], data["market_prices"])
answers = {"stages": stages, "clock_prices": {item: strategy[stage] for item, stage in stages.items()},
           "position_prices": {entry["id"]: entry["position"] for entry in data["positions"]}, "price_index": str(index)}
result = prove("U7.X3", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 4 · Line and bundle

# %% [markdown] to="solution" lang="zh"
# ## 练习 4 · 产品线与捆绑

# %% to="solution"
# ▶ The best separate prices and the best bundle / 最佳单品价与最佳捆绑价
data = units.exercise("U7.X4").sheet(0).data
limits, costs = [buyer["values"] for buyer in data["buyers"]], data["costs"]
single = pricing.best_bundle(limits, costs, strategy="separate").separate_prices
bundle = pricing.best_bundle(limits, costs, strategy="pure")
cells = {}
for place, product in enumerate(["first", "second"]):
    cells[f"{product}/price"] = str(single[place])
    alone = [[row[place]] for row in limits]
    cells[f"{product}/profit"] = str(pricing.bundle_profit(alone, [costs[place]], separate_prices=[single[place]]))

# %% to="solution"
# ▶ The mixed list, and the best of all / 混合价目表与最优卖法
mixed = pricing.bundle_profit(limits, costs, separate_prices=data["mixed"]["prices"], bundle_price=data["mixed"]["bundle"])
best = pricing.best_bundle(limits, costs)
say(lang, en="Every price tried, nothing earns more than {best:money}.", zh="所有价格都试过，最高利润为 {best:money}。", best=best.profit)
answers = {"separate": cells, "bundle_price": str(bundle.bundle_price), "bundle_profit": str(bundle.profit),
           "mixed_profit": str(mixed), "offer": best.strategy}
result = prove("U7.X4", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Exercise 5 · Model swap

# %% [markdown] to="solution" lang="zh"
# ## 练习 5 · 更换商业模式

# %% to="solution"
# ▶ Both sides without the new model / 没有新模式时的双方
data = units.exercise("U7.X5").sheet(0).data
years = [0] * data["years"]
business = Business([data["machines"], *years], [0] + [data["hours"]] * data["years"], [0, *years], data["unit_cost"],
                    0, 0, data["rate_us"], data["rate_customer"])
today, cut = (BusinessModel("sale", unit_price=data[price], customer_cost_per_year=data["upkeep_customer"])
              for price in ("price", "demanded"))
hourly = BusinessModel("per use", fee_per_use=data["fees"]["middle"], supplier_cost_per_year=data["upkeep_us"])

# %% to="solution"
# ▶ The fees that suit both / 双方都能接受的小时费
highest = pricing.indifferent_term(hourly, cut, business, term="fee_per_use", side="customer")
lowest = pricing.indifferent_term(hourly, today, business, term="fee_per_use", side="supplier")
suits = [name for name, fee in data["fees"].items() if lowest <= fee <= highest]
say(lang, en="From {lowest:money} to {highest:money} an hour.", zh="每小时 {lowest:money}至 {highest:money}。", lowest=lowest, highest=highest)
answers = {"customer_cost": str(-pricing.model_npv(cut, business, side="customer")), "highest_fee": str(highest),
           "lowest_fee": str(lowest), "our_npv": str(pricing.model_npv(hourly, business, side="supplier")),
           "model": suits[0], "law": ["expired", "tying", "chips"]}
result = prove("U7.X5", answers, lang)

# %% [markdown] to="solution" lang="en"
# ## Wrap-up case · Defend a price

# %% [markdown] to="solution" lang="zh"
# ## 综合案例 · 守住价格

# %% to="solution"
# ▶ From the list price to the pocket, today and after the cut / 从目录价到口袋价：目前与降价后
data = units.exercise("U7.W").sheet(0).data
credit = data["interest"] * data["payment_days"] / 360
cells = {}
for column, cut in (("today", 0.0), ("after", data["cut"])):
    steps = [PriceStep("volume", rate=data["volume_discount"], basis="list", on_invoice=True),
             PriceStep("project", rate=data["project_discount"], basis="running", on_invoice=True),
             PriceStep("cut", rate=cut, basis="running", on_invoice=True),
             PriceStep("rebate", rate=data["rebate"], basis="invoice"), PriceStep("freight", amount=data["freight"]),
             PriceStep("credit", rate=credit, basis="invoice")]
    cells[f"invoice/{column}"] = pricing.invoice_price(data["list_price"], steps)
    cells[f"pocket/{column}"] = pricing.pocket_price(data["list_price"], steps)

# %% to="solution"
# ▶ Value, break-even, walk-away, balance / 价值、盈亏平衡、底线与收支
evc = pricing.economic_value(data["reference_price"], data["positive"], data["negative"])
before, after = cells["pocket/today"], cells["pocket/after"]
needed = pricing.break_even_volume_change(before, data["unit_cost"], after - before)
limit = pricing.walk_away_price(data["other_price"], side="seller", cost_difference=data["cost_here"] - data["cost_there"])
balance = pricing.trade_check(data["step"], data["units"], data["received"]).balance
say(lang, en="Worth {evc:money}; +{needed:percent1} needed; not below {limit:money}; the counter-offer brings {balance:money}.",
    zh="价值 {evc:money}；需要 +{needed:percent1}；不低于 {limit:money}；交换方案净得 {balance:money}。",
    evc=evc, needed=needed, limit=limit, balance=balance)

# %% to="solution"
# ▶ The judgement, from the keys / 判断题：依据答案文件
keys = load_keys(workbook.keys())
moves = keys.find("U7.W", 0, "moves")
answers = {"evc": str(evc), "waterfall": {cell: str(value) for cell, value in cells.items()},
           "break_even": f"{needed:.4%}", "walk_away": str(limit), "balance": str(balance),
           "next_step": keys.find("U7.W", 0, "next_step").accepted("")[0],
           "moves": {move: moves.accepted(move)[0] for move in moves.answer},
           "note": "Value, volume, and what we ask in return: see the rubric / 价值、采购量与交换条件：见评分标准。" * 5}
result = prove("U7.W", answers, lang)
