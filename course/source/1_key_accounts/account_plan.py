# ---
# unit: KP
# module: 1_key_accounts
# items: []
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # Account plan · One key account, eight units
#
# **After this part you can**
#
# - say what an account plan is for, and who reads it
# - carry the results of the eight units into one plan for one account
# - show it to a director in two minutes, and say whose figures it rests on

# %% [markdown] to="lesson" lang="zh"
# # 客户计划 · 一家客户，八个单元
#
# **学完本部分，您能够**
#
# - 说清客户计划是做什么用的，给谁看
# - 把八个单元的结果汇成一家客户的一份计划
# - 用两分钟向总监讲清楚，并说明每个数字出自谁手

# %% [markdown] to="notes" lang="en"
# - **Say:** the course documents have no such unit. It is ours: the thread that ties the eight units together.
# - The eight steps are best done one by one, each at the end of its unit; this lesson is for the beginning of the course, or for the end, before the director's page.
# - **Ask:** "Who has written an account plan that somebody read?" Keep the answers for the screen about readers.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 课程文件里没有这个单元，是本课程编写的：用一条线把八个单元串起来。
# - 八个步骤最好一步一步做，每个单元结束时做一步；这一课放在课程开头，或放在最后、写总监那一页之前。
# - **问：** “谁写过客户计划，而且真有人看？”记住大家的回答，讲到读者那一屏时用。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ The trainer's account / 讲师用的客户
import pandas as pd

from kamlib import units
from kamlib.classroom.view import value_in_words
from kamlib.units.account_plan.facts import demo_facts
from kamlib.widgets import live_account_plan
from kamlib.widgets.show import say, table

plan = demo_facts()

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## The story: two minutes
#
# Friday, ten to six. The sales director of Tarvane Drives has eleven account plans on the desk and an hour.
# Ten of them are thirty slides each. The eleventh is one page.
# Guess which account gets the application engineer next year.
#
# Tarvane Drives and every figure of it are invented.

# %% [markdown] to="lesson" lang="zh"
# ## 故事：两分钟
#
# 星期五，五点五十。塔凡传动的销售总监桌上放着十一份客户计划，只有一个小时。
# 十份各有三十页幻灯片，第十一份只有一页。
# 猜猜看，明年的应用工程师会派给哪家客户。
#
# 塔凡传动及其所有数据均为虚构。

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.**
# - **Ask:** "What is on that one page?" Write down what the room says; usual: sales, contacts, projects. Rarely: what it is worth, what it would cost it to leave us, how low we may go.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。**
# - **问：** “那一页上写了什么？”把大家说的写下来；常见的是销售额、联系人、项目。很少有人提到：这家客户值多少钱，它离开我们要付出多少，我们的底线价格是多少。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## What an account plan is
#
# - One page on one account for one year: where it stands, what we want, what we do, who does it, by when
# - Its readers: the **director** decides on people and money, the **team** works by it, **you** look at it every quarter
# - It is no forecast and no history of the account: what does not lead to an action is left out
# - Every figure in it has an origin that can be checked

# %% [markdown] to="lesson" lang="zh"
# ## 什么是客户计划
#
# - 一家客户、一个年度、一页纸：现状如何，目标是什么，做什么，谁来做，何时完成
# - 读者：**总监**据此决定人和钱，**团队**照此执行，**您自己**每季度对照一次
# - 它不是预测，也不是客户大事记：引不出行动的内容一概不写
# - 每个数字都有出处，可以核对

# %% [markdown] to="notes" lang="en"
# - Back to the answers of the first screen: unread plans are written for the file, not for a decision.
# - **Say:** a plan that names no person and no date is a wish.

# %% [markdown] to="notes" lang="zh"
# - 回到第一屏大家的回答：没人看的计划，是写来存档的，不是为了做决定。
# - **讲：** 没有人名、没有日期的计划，只是愿望。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## Eight units, eight steps
#
# Each unit answers one question of the director. After them stand the main answers for one account.
#
# 1. **T0** How much is asked, and how much is missing?
# 2. **U1** What is the account worth, and at which stage is it?
# 3. **U2** Which tier is it, and how much of our time does it get?
# 4. **U3** How does the customer judge us, and what is our service worth to it?
# 5. **U4** Who decides there, and with whom do we go on?
# 6. **U5** What would leaving us cost it?
# 7. **U6** Where in its wallet is the missing money?
# 8. **U7** What do we answer when the buyer asks for a lower price?

# %% [markdown] to="lesson" lang="zh"
# ## 八个单元，八个步骤
#
# 每个单元回答总监的一个问题，后面是一家客户的主要答案。
#
# 1. **T0** 要求多少，还差多少？
# 2. **U1** 这家客户值多少钱，处在哪个阶段？
# 3. **U2** 属于哪个等级，我们投入多少时间？
# 4. **U3** 客户怎么评价我们，我们的服务值多少钱？
# 5. **U4** 客户那边谁说了算，下一步找谁？
# 6. **U5** 离开我们，客户要付出多少？
# 7. **U6** 缺口能从客户钱包的哪一块补上？
# 8. **U7** 采购要求降价，我们怎么答？

# %% [markdown] to="notes" lang="en"
# - **Ask at each line:** "Which unit taught you to answer it, and which answer would you trust least today?"

# %% [markdown] to="notes" lang="zh"
# - **逐行问：** “这个问题是哪个单元教的？今天最没把握的是哪一个？”

# %% to="lesson" screen="1.5 min"
# ▶ One account through eight steps / 一家客户走完八个步骤
main = ("gap", "clp", "stage", "tier", "hours_per_year", "value_per_year", "key_person", "rival_discount", "headroom", "answer", "offer_price")
rows = []
for exercise in units.exercises("KP")[:-1]:
    for field in [field for field in exercise.sheet(0).fields if field.id in main]:
        said = value_in_words(field, plan.value(field.id), lang)
        rows.append({"step": exercise.id[-1], "fact": plan[field.id].label, "value": said})
name = plan["account_name"].said
columns = {"step": ("Step", "步骤"), "fact": ("What the plan knows", "计划里的内容"), "value": (name.en, name.zh)}
table(pd.DataFrame(rows), lang, columns=columns)

# %% [markdown] to="notes" lang="en"
# - Do not read the table out. **Ask:** "Which line would you ask about first, if you were the director?"
# - Point at three: the gap (step 1), the key person nobody has met (step 5), and that the headroom is several times the gap (step 7).
# - **Say:** this is variant 0. Each of you has another account, and keeps it through all eight steps.

# %% [markdown] to="notes" lang="zh"
# - 不要念表。**问：** “如果您是总监，先问哪一行？”
# - 指出三处：缺口（第 1 步）、没人见过的关键人（第 5 步）、提升空间是缺口的好几倍（第 7 步）。
# - **讲：** 这是第 0 套数据。每位学员各有一家客户，八个步骤始终是同一家。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## One figure moves, the plan follows
#
# The steps hang together. Retention changes the lifetime profit, that changes the tier, the tier changes the hours, and the hours change what you can do for the key person.
# Move a slider.

# %% [markdown] to="lesson" lang="zh"
# ## 一个数变了，整个计划跟着变
#
# 各步环环相扣。保留率变了，全生命周期利润就变；利润变了，等级就变；等级变了，工时就变；工时变了，能为关键人做的事也就变了。
# 请移动滑块。

# %% to="lesson"
# ▶ Live: from profit to hours / 动手试：从利润到工时
live_account_plan.chain(lang)

# %% [markdown] to="notes" lang="en"
# - **Ask before you touch it:** "Retention falls from 80% to 70%: what happens to the hours?"
# - **Do it:** the CLP falls from 4.0 million to 2.6 million; the tier stays, the safety is gone. At 60% it is 1.8 million: standard, 60 hours instead of 192.
# - **Say:** that is why a slip in step 2 runs through the plan, and why the card of each step says whose figure it goes on with.

# %% [markdown] to="notes" lang="zh"
# - **动之前先问：** “保留率从 80% 降到 70%，工时会怎样？”
# - **操作：** CLP 从 400万降到 260万元，等级没变，余量没了；降到 60% 时为 180万元，成了标准型，192 小时变成 60 小时。
# - **讲：** 所以第 2 步一错，整个计划都受影响；也因此每一步的卡片都会写明沿用的是谁的数字。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## Whose figure is it?
#
# At the top of each later step stands what it takes over, and whose it is.
#
# - **Your own answer** where it was right, or rightly carried on from an own earlier slip
# - **The model's** where yours is not there yet, or was not right yet
# - Do an earlier step again, and the later ones take the new figure over. You cannot lose by it: your answer is judged on both figures, and the better result counts

# %% [markdown] to="lesson" lang="zh"
# ## 这是谁的数字？
#
# 后面每一步的顶部都列出沿用的数字，并写明是谁的。
#
# - **您自己的答案**：答对了，或前面有小差错但后续方法正确
# - **参考解答**：您还没有作答，或还没有答对
# - 重做前面的步骤，后面会自动换用新数字。不会因此吃亏：系统按两套数字判分，取较好的结果

# %% [markdown] to="notes" lang="en"
# - **Say:** nobody is stuck because an earlier step is missing: whoever missed a day begins with today's step.
# - If somebody asks whether the wrong figure is punished twice: no. It costs its own points only.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 前面缺一步也不会卡住：缺了一天课的，从今天这一步开始就行。
# - 若有人问，前面错了会不会扣两次分：不会，只扣那一步的分。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ## For discussion
#
# - Your director strikes the hours for your account by half. Which line of your plan do you change first, and which never?
# - Which figure of your plan would your customer be glad to see, and which must never leave the house?
#
# What you know of the people at the customer belongs to them, too: title and work facts only, for the purpose they were given for. The law on personal data asks for a definite purpose and data directly related to it; you would want no less yourself.

# %% [markdown] to="lesson" lang="zh"
# ## 课堂讨论
#
# - 总监把您这家客户的工时砍掉一半。计划里您先改哪一行，哪一行绝不改？
# - 计划里哪个数字客户看了会高兴，哪个数字绝不能流出公司？
#
# 客户方人员的信息属于他们本人：只记职务和工作情况，只用于收集时说明的目的。《个人信息保护法》要求目的明确、与目的直接相关；换作是您，也会这样希望。

# %% [markdown] to="notes" lang="en"
# - Four minutes in pairs, two in the room.
# - Good first answers: the actions with small people, not the key person; never the walk-away price.
# - **The legal point** (Article 6 of the Personal Information Protection Law): birthdays, families and health do not serve the purpose, so they are not in a plan that goes round.

# %% [markdown] to="notes" lang="zh"
# - 两人讨论四分钟，全班两分钟。
# - 好的回答：先减对次要人员的行动，不减关键人；底线价格绝不能外传。
# - **守法要点**（《个人信息保护法》第 6 条）：生日、家庭、健康与业务目的无关，不写进要传阅的计划。

# %% [markdown] to="lesson" lang="en" screen="0.5 min"
# ## What you take along
#
# - You said what an account plan is for, and who reads it
# - You saw how the results of eight units make one plan for one account
# - You know how to show it in two minutes, and whose figures it rests on

# %% [markdown] to="lesson" lang="zh"
# ## 小结
#
# - 您说清了客户计划是做什么用的，给谁看
# - 您看到了八个单元的结果怎样汇成一家客户的一份计划
# - 您知道怎样用两分钟讲清楚，也知道每个数字出自谁手

# %% [markdown] to="notes" lang="en"
# - Go on to step 1, or to the next unit if the course has just begun.

# %% [markdown] to="notes" lang="zh"
# - 接着打开 KP 练习，从第 1 步做起；如果课程刚刚开始，就先进入下一个单元，学完再回来做这一步。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # My account · Eight steps and a page for the director
#
# You have one account, the same in all steps. Do each step when you have finished its unit; you may also do them in one go.
# Everything you enter is saved as you go.

# %% [markdown] to="exercise" lang="zh"
# # 我的客户 · 八个步骤，一页给总监
#
# 您会分到一家客户，八个步骤始终是它。每学完一个单元做一步，也可以最后一次做完。
# 您填写的内容会随时保存。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("KP", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
from kamlib import growth, lifetime, pricing, relationships, stages, switching, tiers, units, value, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units.account_plan import x3_tier
from kamlib.widgets.show import prove, say


def figures(step):
    return units.exercise(step).sheet(0).data

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each step is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每一步之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** everybody has typed an id. The account comes with it and stays the same.
# - **Say:** compare the way with your neighbour, not the result. On this screen stands the demo account; nothing typed here is kept.
# - Steps 1 to 8 belong to the ends of T0 and U1 to U7; ten minutes each are enough.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了编号。客户随编号而定，始终不变。
# - **讲：** 和邻座比方法，不比结果。屏幕上是演示客户，在这里填写的内容不会保存。
# - 第 1 至 8 步分别放在 T0、U1 至 U7 结束时做，每步十分钟足够。

# %% [markdown] to="exercise" lang="en" screen="6 min"
# ## Step 1 (T0) · Target and gap
#
# You learned in T0 how a target is set and broken down. Now for one account.

# %% [markdown] to="exercise" lang="zh"
# ## 第 1 步（T0）· 目标与缺口
#
# T0 讲了目标怎样设定、怎样分解。现在落到一家客户。

# %% to="exercise"
# ▶ Step 1: Target and gap / 第 1 步：目标与缺口
desk.card("KP.X1")

# %% [markdown] to="notes" lang="en"
# - **Help:** the target counts from last year's sales, not from the baseline.
# - Who is done early answers: "Is your gap larger than what the account grew by last year?"

# %% [markdown] to="notes" lang="zh"
# - **提示：** 目标以去年销售额为基数，不是以基准为基数。
# - 先做完的想一想：“您的缺口，比这家客户去年的增长额还大吗？”

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 1 · Target and gap

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 目标与缺口

# %% to="solution"
# ▶ Baseline, target, gap / 基准、目标、缺口
data = figures("KP.X1")
baseline = round(data["sales_last_year"] * (1 + data["growth_expected"]))
asked = data["region_growth"] + data["extra_growth"]
target = round(data["sales_last_year"] * (1 + asked), -4)
say(lang, en="Target **{target:money}**, baseline {baseline:money}, gap **{gap:money}**",
    zh="目标 **{target:money}**，基准 {baseline:money}，缺口 **{gap:money}**", target=target, baseline=baseline, gap=target - baseline)
result = prove("KP.X1", {"baseline": str(baseline), "target": str(target), "gap": str(target - baseline)}, lang)

# %% [markdown] to="notes" lang="en"
# - The slip: growth asked on top of the baseline. "Two forecasts on top of each other are no target."

# %% [markdown] to="notes" lang="zh"
# - 常见错误：在基准上再加目标增长率。一句话：“预测叠预测，不是目标。”

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Step 2 (U1) · Lifetime profit and stage
#
# U1 gave you the lifetime profit and the rule of the stages. Later steps build on your CLP.

# %% [markdown] to="exercise" lang="zh"
# ## 第 2 步（U1）· 全生命周期利润与阶段
#
# U1 讲了全生命周期利润和判断阶段的规则。后面的步骤要用到您的 CLP。

# %% to="exercise"
# ▶ Step 2: Lifetime profit and stage / 第 2 步：全生命周期利润与阶段
desk.card("KP.X2")

# %% [markdown] to="notes" lang="en"
# - **Show:** after a right CLP the card of step 3 says "your own answer"; after a wrong one, "the model's".
# - **Help:** the multiple has the retention rate above the line, too.

# %% [markdown] to="notes" lang="zh"
# - **示范：** CLP 答对后，第 3 步的卡片会写“您自己的答案”；答错则写“参考解答”。
# - **提示：** 倍数的分子上也有保留率。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 2 · Lifetime profit and stage

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 全生命周期利润与阶段

# %% to="solution"
# ▶ Lifetime profit and stage / 全生命周期利润与阶段
data = figures("KP.X2")
profit = data["contribution_per_year"] - data["service_cost_per_year"]
clp = round(profit * lifetime.margin_multiple(data["retention"], data["discount_rate"], first_margin="end"), -3)
shown = (data["tenure_months"], data["order_growth"], data["share_estimate"], data["complaint_change"])
stage = stages.relationship_stage(*shown, limits=stages.COURSE_LIMITS)
say(lang, en="{profit:money} a year, CLP **{clp:money}**", zh="每年 {profit:money}，CLP **{clp:money}**", profit=profit, clp=clp)
result = prove("KP.X2", {"profit_per_year": str(profit), "clp": str(clp), "stage": stage}, lang)

# %% [markdown] to="notes" lang="en"
# - 95% and 10% make a multiple of 6.33. The slip: 1 ÷ 0.05 = 20 years without interest.
# - **The stage** is formation though orders grow by 6% only: our share of wallet is still below 30%.

# %% [markdown] to="notes" lang="zh"
# - 95% 和 10% 的倍数是 6.33。常见错误：1 ÷ 0.05 = 20 年，不计利息。
# - **阶段：** 订单只增长 6%，但我方钱包份额仍低于 30%，所以是形成期。

# %% [markdown] to="exercise" lang="en" screen="6 min"
# ## Step 3 (U2) · Tier and effort
#
# U2 graded accounts by lifetime profit. What stands at the top of the card comes from your step 2.

# %% [markdown] to="exercise" lang="zh"
# ## 第 3 步（U2）· 等级与投入
#
# U2 按全生命周期利润分级。卡片顶部的数字来自您的第 2 步。

# %% to="exercise"
# ▶ Step 3: Tier and effort / 第 3 步：等级与投入
desk.card("KP.X3")

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Whose CLP stands at the top of your card?" Hands up for own and for model.
# - Hours a month × 12; nobody works 480 hours in a month.

# %% [markdown] to="notes" lang="zh"
# - **问：** “您卡片顶部的 CLP 是谁的？”自己的、参考解答的，分别举手。
# - 每月工时 × 12；没有人一个月做 480 小时。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 3 · Tier and effort

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 等级与投入

# %% to="solution"
# ▶ Tier, hours, owner / 等级、工时、负责人
data = figures("KP.X3")
floors = {tier: data[f"floor_{tier}"] for tier in ("strategic", "value", "standard")}
tier = tiers.tiers_by_threshold([data["clp"]], floors)[0]
hours = x3_tier.HOURS_PER_MONTH[tier] * 12
share = hours / data["seller_hours"]
say(lang, en="**{hours} hours** a year, {share:percent0} of one person", zh="每年 **{hours} 小时**，占一个人的 {share:percent0}", hours=hours, share=share)
answers = {"tier": str(tier), "hours_per_year": str(hours), "seller_share": f"{share:.2%}", "owner": x3_tier.OWNER_OF[tier]}
result = prove("KP.X3", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "30% of one person for one account: which accounts get less?" That is the price of a tier.

# %% [markdown] to="notes" lang="zh"
# - **问：** “一个人 30% 的时间给一家客户，哪些客户会少分？”这就是等级的代价。

# %% [markdown] to="exercise" lang="en" screen="10 min"
# ## Step 4 (U3) · Audit score and value
#
# U3 looked at us with the customer's eyes. The value you find here defends the price in step 8.

# %% [markdown] to="exercise" lang="zh"
# ## 第 4 步（U3）· 稽核得分与价值
#
# U3 用客户的眼光看我们。这里算出的价值，第 8 步守价时要用。

# %% to="exercise"
# ▶ Step 4: Audit score and value / 第 4 步：稽核得分与价值
desk.card("KP.X4")

# %% [markdown] to="notes" lang="en"
# - **Help:** stock that is set free is not saved; its carrying cost is.
# - Seven products and a sum: a telephone calculator is enough.

# %% [markdown] to="notes" lang="zh"
# - **提示：** 腾出来的库存不是节省，它的持有成本才是。
# - 七个乘积求和，手机计算器就够。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 4 · Audit score and value

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · 稽核得分与价值

# %% to="solution"
# ▶ Scores and the weakest criterion / 得分与最弱项
data = figures("KP.X4")
score = {who: sum(row["weight"] * row[who] for row in data["criteria"]) / 100 for who in ("us", "a", "b")}
best = max("ab", key=lambda rival: score[rival])
weakest = max(data["criteria"], key=lambda row: row["weight"] * (row[best] - row["us"]))["id"]
below = next((row["id"] for row in data["criteria"] if row["floor"] and row["us"] < row["floor"]), "none")
say(lang, en="We have **{us:number}** points, the best rival **{best:number}**", zh="我方 **{us:number}** 分，最强对手 **{best:number}** 分", us=score["us"], best=score[best])

# %% to="solution"
# ▶ Value a year, and the marks / 每年价值与得分
before, after = ({"standstill": data[f"hours_lost_{when}"] * data["cost_per_hour"], "stock": data[f"stock_{when}"] * data["carrying_rate"]}
                 for when in ("before", "after"))
worth = value.saving_table(before, after)["saving"].sum()
say(lang, en="Our service is worth **{worth:money}** a year to the customer", zh="我方服务每年给客户带来 **{worth:money}**", worth=worth)
answers = {"audit_score_us": str(score["us"]), "audit_score_rival": str(score[best]), "weakest_criterion": weakest, "below_floor": below, "value_per_year": str(worth)}
result = prove("KP.X4", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The slip:** the whole stock is counted; that would be 5.9 million a year instead of 2.7 million.
# - We lead by six points, reach every floor and are still behind in technology: that is what the rival will talk about.
# - **Ask:** "Who lies below a floor?" Six of the seventeen accounts do, Rynfando's delivery among them: for them the plan begins there.

# %% [markdown] to="notes" lang="zh"
# - **常见错误：** 把腾出的库存全额计入，会算成每年 590万元，正确约 270万元。
# - 总分领先六分，各项都达到底线，技术却落后：对手一定会拿这一点说事。
# - **问：** “谁有一项低于底线？”十七家客户中有六家，莱凡朵的交付就是其中之一：这些客户的计划先从这里写起。

# %% [markdown] to="exercise" lang="en" screen="10 min"
# ## Step 5 (U4) · The people who decide
#
# U4 drew the people. Here are those of your account; the hours come from step 3.

# %% [markdown] to="exercise" lang="zh"
# ## 第 5 步（U4）· 谁在决策
#
# U4 画了客户关系地图。这里是您这家客户里说得上话的人；工时来自第 3 步。

# %% to="exercise"
# ▶ Step 5: The people who decide / 第 5 步：谁在决策
desk.card("KP.X5")

# %% [markdown] to="notes" lang="en"
# - **Say:** "nobody" in the last column is a finding, not a gap in the data.
# - The key person is not the friendliest, but the one whose influence we lack.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 最后一列写“无人”，本身就是发现，不是数据缺失。
# - 关键人不一定最友好，而是影响力大、我们却还没走近的人。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 5 · The people who decide

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 5 · 谁在决策

# %% to="solution"
# ▶ Coverage and index / 覆盖率与指数
data = figures("KP.X5")
influence, step, met = ([person[key] for person in data["people"]] for key in ("influence", "step", "met"))
coverage = relationships.relationship_coverage(influence, met)
index = relationships.decision_maker_index(influence, step)
say(lang, en="Coverage **{coverage:percent0}**, index **{index:percent0}**", zh="覆盖率 **{coverage:percent0}**，指数 **{index:percent0}**", coverage=coverage, index=index)

# %% to="solution"
# ▶ The key person, the next step, the hours / 关键人、下一步、工时
key = max(data["people"], key=lambda person: person["influence"] * max(0, data["target_step"] - person["step"]))
move = relationships.DECISION_MAKER_STEPS[key["step"] + 1]
hours = data["hours_per_year"] * key["influence"] / sum(influence)
say(lang, en="**{hours:whole} hours** a year for {initials}", zh="每年给 {initials} **{hours:whole} 小时**", hours=hours, initials=key["initials"])
answers = {"coverage": f"{coverage:.2%}", "decision_index": f"{index:.2%}", "key_person": key["id"], "next_step": move,
           "hours_for_key_person": str(hours)}
result = prove("KP.X5", answers, lang)

# %% [markdown] to="notes" lang="en"
# - The general manager has the most influence and has never met us. **Ask:** "Who could introduce you?" The quality manager trusts us.

# %% [markdown] to="notes" lang="zh"
# - 总经理影响力最大，我们却一次也没见过。**问：** “谁能引见？”质量经理信得过我们。

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Step 6 (U5) · Switching cost
#
# U5 named five kinds of switching cost. The spend comes from the baseline of your step 1.

# %% [markdown] to="exercise" lang="zh"
# ## 第 6 步（U5）· 转换成本
#
# U5 讲了五种转换成本。采购额来自您第 1 步的基准。

# %% to="exercise"
# ▶ Step 6: Switching cost / 第 6 步：转换成本
desk.card("KP.X6")

# %% [markdown] to="notes" lang="en"
# - **Help:** all learners learn, not one.
# - The discount δ* (read “delta star”) comes back in step 8.

# %% [markdown] to="notes" lang="zh"
# - **提示：** 是所有人都要学，不是一个人。
# - 所需让价 δ*（读作“德尔塔星”）在第 8 步还要用。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 6 · Switching cost

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 6 · 转换成本

# %% to="solution"
# ▶ Five costs, one discount / 五种成本，一个所需让价
data = figures("KP.X6")
learning = data["learners"] * data["learning_hours"] * data["learning_rate"]
cost = switching.switching_cost({"learning": learning, **{kind: data[kind] for kind in ("search", "trial", "relationship", "legal")}})
saving = switching.required_saving_per_year(cost, data["switch_rate"], data["switch_years"], timing="end")
say(lang, en="Switching cost **{cost:money}**; a rival must be **{discount:percent1}** cheaper", zh="转换成本 **{cost:money}**；对手至少要便宜 **{discount:percent1}**", cost=cost, discount=saving / data["spend"])
answers = {"learning": str(learning), "switching_cost": str(cost), "saving_needed": str(saving), "rival_discount": f"{saving / data['spend']:.3%}"}
result = prove("KP.X6", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The slip:** the whole switching cost is divided by one year's spend: 18.8%. It is earned back over three years: 7.3%.

# %% [markdown] to="notes" lang="zh"
# - **常见错误：** 用全部转换成本除以一年的采购额，得 18.8%。客户是分三年收回的，应为 7.3%。

# %% [markdown] to="exercise" lang="en" screen="8 min"
# ## Step 7 (U6) · Wallet and headroom
#
# U6 looked into the wallet. Here it meets the gap of your step 1.

# %% [markdown] to="exercise" lang="zh"
# ## 第 7 步（U6）· 钱包与空间
#
# U6 看清了客户的钱包。现在拿它和第 1 步的缺口对照。

# %% to="exercise"
# ▶ Step 7: Wallet and headroom / 第 7 步：钱包与空间
desk.card("KP.X7")

# %% [markdown] to="notes" lang="en"
# - **Help:** headroom goes up to the target share, not to the whole wallet.
# - Where the headroom is smaller than the gap, the promise in the director's page is smaller, too.

# %% [markdown] to="notes" lang="zh"
# - **提示：** 提升空间只算到目标份额，不是整个钱包。
# - 空间小于缺口时，给总监的承诺也要小。

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ### Worked solution 7 · Wallet and headroom

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 7 · 钱包与空间

# %% to="solution"
# ▶ The wallet against the gap / 钱包与缺口
data = figures("KP.X7")
spend, ours = (sum(family[key] for family in data["wallet"]) for key in ("spend", "ours"))
share = growth.share_of_wallet(ours, spend)
room = growth.headroom(ours, spend, data["target_share"], above_target="zero")
focus = max(data["wallet"], key=lambda family: family["spend"] - family["ours"])["id"]
say(lang, en="Share **{share:percent1}**, headroom **{room:money}**: {times:number} times the gap", zh="份额 **{share:percent1}**，提升空间 **{room:money}**：缺口的 {times:number} 倍", share=share, room=room, times=room / data["gap"])
answers = {"wallet_per_year": str(spend), "share_of_wallet": f"{share:.2%}", "headroom": str(room), "focus_family": focus,
           "gap_covered": f"{room / data['gap']:.2%}"}
result = prove("KP.X7", answers, lang)

# %% [markdown] to="notes" lang="en"
# - Here the wallet holds almost four times the gap. **Ask:** "Then why has nobody fetched it?" Step 5 knows: nobody knows the general manager.

# %% [markdown] to="notes" lang="zh"
# - 这里的空间差不多是缺口的四倍。**问：** “那为什么一直没人去拿？”第 5 步有答案：没人认识总经理。

# %% [markdown] to="exercise" lang="en" screen="10 min"
# ## Step 8 (U7) · Price defence
#
# U7 was about the price. Value and δ* come from your steps 4 and 6.

# %% [markdown] to="exercise" lang="zh"
# ## 第 8 步（U7）· 守价
#
# U7 讲的是价格。价值和 δ* 来自您的第 4 步和第 6 步。

# %% to="exercise"
# ▶ Step 8: Price defence / 第 8 步：守价
desk.card("KP.X8")

# %% [markdown] to="notes" lang="en"
# - **Say:** first the rule, then the feeling. Write down what you will answer before you look at the price you would like.
# - **Help:** the floor is cost ÷ (1 − margin), not cost × (1 + margin).

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先按规则，再凭感觉。先写下怎么答复，再想自己希望的价格。
# - **提示：** 底线是成本 ÷（1 − 毛利率），不是成本 ×（1 + 毛利率）。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution 8 · Price defence

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 8 · 守价

# %% to="solution"
# ▶ Value and floor / 价值与底线
data = figures("KP.X8")
evc = pricing.economic_value(data["rival_price"], data["value_per_year"] / data["units_per_year"])
floor = pricing.price_for_margin(data["unit_cost"], data["least_margin"], basis="price")
after = data["price_now"] * (1 - data["asked_cut"])
cheaper = 1 - data["rival_price"] / data["price_now"]
say(lang, en="EVC **{evc:money}**, floor **{floor:money}**; after the cut {after:money}", zh="EVC **{evc:money}**，底线 **{floor:money}**；降价后 {after:money}", evc=evc, floor=floor, after=after)

# %% to="solution"
# ▶ The answer, and the marks / 答复与得分
answer = "hold" if cheaper < data["rival_discount"] else "trade" if after >= floor else "concede"
offer = {"hold": data["price_now"], "trade": after, "concede": floor}[answer]
say(lang, en="The rival is {cheaper:percent1} cheaper, a switch pays from {least:percent1}: offer **{offer:money}**",
    zh="对手便宜 {cheaper:percent1}，达到 {least:percent1} 换供应商才划算：报价 **{offer:money}**", cheaper=cheaper, least=data["rival_discount"], offer=offer)
answers = {"economic_value": str(evc), "price_floor": str(floor), "answer": answer, "offer_price": str(offer)}
result = prove("KP.X8", answers, lang)

# %% [markdown] to="notes" lang="en"
# - Our EVC is above our price: even undiscounted we are the better buy. **Ask:** "Then why give anything?" Because the buyer compares price lists until somebody shows the value.
# - A concession without a return is a gift: ask for volume, earlier payment or a longer contract.

# %% [markdown] to="notes" lang="zh"
# - EVC 高于我方现价：不打折，买我们的也更划算。**问：** “那为什么还要给？”因为没人讲清价值之前，采购比的只是报价单。
# - 让步不换回东西，就是白送：可以换采购量、更短的账期或更长的合同。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## The page for the director
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.
# Goal, promise, three actions, and why the account deserves it.

# %% [markdown] to="exercise" lang="zh"
# ## 给总监看的一页
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。
# 目标、承诺、三项行动，以及为什么值得投入。

# %% to="exercise"
# ▶ The page for the director, assessed / 给总监看的一页（考核）
desk.card("KP.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** the director reads it in two minutes; twenty minutes alone, after class.
# - An action has a verb, a person, a date and a figure, with semicolons between. Read one good one aloud from the room, if somebody agrees.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 总监两分钟看完；课后一个人做，约二十分钟。
# - 一项行动要有动词、人、日期和数字，中间用分号隔开。经本人同意，可以念一条好的。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### Worked solution · The page for the director

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 · 给总监看的一页

# %% to="solution"
# ▶ Goal and promise / 目标与承诺
data = figures("KP.W")
goal = load_keys(workbook.keys()).find("KP.W", 0, "goal").accepted("")[0]
promise = min(data["gap"], data["headroom"])
say(lang, en="The stage says where to look first; the promise is the smaller of gap and headroom: **{promise:money}**",
    zh="先看阶段；承诺取缺口与提升空间中较小的一个：**{promise:money}**", promise=promise)
action = {"en": "Have the quality manager introduce us to the general manager; S. G.; 2026-09-30; first step: good feeling",
          "zh": "请质量经理引见总经理；S. G.；2026-09-30；目标：建立好感这一步"}[lang]
answers = {"goal": goal, "promise": str(promise), "action_1": action, "action_2": action, "action_3": action, "why": action * 4}
result = prove("KP.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Grow or defend?** In decline first defend: what leaks is not filled by pouring. "Develop" is a way, "reduce" is for accounts that cost more than they bring.
# - **The texts** are marked by hand, with the rubric: conclusion first, reasons in figures, what stands in the way, what will not be done.

# %% [markdown] to="notes" lang="zh"
# - **增长还是防守？** 退化期先防守：桶漏了，先补再灌。“培育”是途径，“收缩”针对入不敷出的客户。
# - **文字部分** 按评分标准人工评分：先说结论，用数字讲理由，写明障碍，说清不做什么。

# %% [markdown] to="exercise" lang="en" screen="3 min"
# ## My account plan, ready to print
#
# Press the button: your answers of the eight steps become one page and one Excel file. Each section says whether it rests on your own work or on the model's.
# You may also fill the Excel form with an account of your own and make its plan here. The file stays on this computer.

# %% [markdown] to="exercise" lang="zh"
# ## 我的客户计划，可以打印了
#
# 点击按钮：您八个步骤的答案会汇成一页纸和一个 Excel 文件，每一栏都写明用的是您自己的答案还是参考解答。
# 也可以用 Excel 表单填写您自己的客户，在这里生成计划。文件只保留在本机。

# %% to="exercise"
# ▶ Make my account plan / 生成我的客户计划
from kamlib.views.account_plan_card import account_plan_card

account_plan_card(lang)

# %% [markdown] to="notes" lang="en"
# - **Say:** print it, put it on the table of your director on Monday, and see what is asked first.
# - Nobody loads a real account on the projector.
# - **The last question:** "Which line of the page made you change your mind about the account?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 打印出来，星期一放到总监桌上，看他先问哪一行。
# - 不要在投影上载入真实客户。
# - **最后一问：** “这一页上，哪一行改变了您对这家客户的看法？”
