# ---
# unit: U4
# module: 1_key_accounts
# items: [U4.01, U4.01a, U4.01b, U4.01c, U4.02, U4.03, U4.03a, U4.03b, U4.03c, U4.03d, U4.04, U4.05, U4.06, U4.06a, U4.06b, U4.06c, U4.06d, U4.07, U4.07a, U4.07b, U4.07c, U4.07d, U4.08]
# ---

# %% [markdown] to="lesson" lang="en" screen="1 min"
# # U4 · From persons to the organisation
#
# **After this unit you can**
#
# - draw the relationship map of an account and name the three moves that matter most
# - take a decision-maker up the four steps, and the account up the four supplier steps
# - build a team that mirrors the customer, and tell courtesy from bribery

# %% [markdown] to="lesson" lang="zh"
# # U4 · 从个人关系到组织关系
#
# **学完本单元，您能够**
#
# - 画出一个客户的关系地图，找准最要紧的三步棋
# - 把与决策者的关系一步步做深（四步），把供应商级别一级级做高（四级）
# - 组建与客户对口的镜像团队，分清礼尚往来和贿赂

# %% [markdown] to="notes" lang="en"
# - **Ask before you begin:** "At your best account: how many people have a say in what is bought? How many of them know you by name?" Everybody writes two numbers down.
# - Do not comment. Most write five and three; on the map there will be twelve.
# - **Say:** 50 minutes of lesson and discussion, four exercises with figures of your own, a wrap-up case after class.

# %% [markdown] to="notes" lang="zh"
# - **开场先问：** “在您最好的客户那里，对采购说得上话的有几个人？其中几个叫得出您的名字？”请每人写下两个数字。
# - 先不点评。多数人写五个和三个，到了地图上会有十二个。
# - **讲：** 讲解和讨论 50 分钟，四道练习每人数据不同，综合案例课后完成。

# %% [markdown] to="lesson" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, then read on.

# %% [markdown] to="lesson" lang="zh"
# 请先点击上方的 **▶▶ 开始**，再往下读。

# %% to="all"
# ▶ Set up / 准备
lang = "en"

# %% to="lesson"
# ▶ The people at Rynfando / 莱凡朵的人
import pandas as pd

from kamlib import plots, relationships
from kamlib.units.u4_relationships import story
from kamlib.widgets import live_relationships
from kamlib.widgets.show import cited, say, table

people = story.people_of(story.ACCOUNT, lang)

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## The story: "They like us"
#
# Rynfando Warehouse Technology is the account that stays: U1 showed what that is worth.
# "They like us", says S. G., the key-account manager, who has looked after it for years.
# Then a headhunter calls, and he begins to think about it.
# The sales director of Tarvane Drives asks one question: *if he goes, what do we still have there?*

# %% [markdown] to="lesson" lang="zh"
# ## 故事：“他们喜欢我们”
#
# 莱凡朵仓储设备是留得住的客户，U1 已经算过这值多少钱。
# “他们喜欢我们。”多年负责这家客户的大客户经理 S. G. 说。
# 后来猎头打来电话，他有些动心。
# 塔凡传动的销售总监只问一句：“他要是走了，我们在那边还剩下什么？”

# %% to="lesson"
# ▶ Whom do we know there? / 我们认识那边的谁？
met = people[people.owner.notna()]
say(lang, en="On the list stand **{all:whole}** people who have a say. We are in contact with **{met:whole}**, all through **{owners:whole}** man.",
    zh="名单上有 **{all:whole}** 个人说得上话，我们和其中 **{met:whole}** 人有联系，全都靠 **{owners:whole}** 个人。",
    all=len(people), met=len(met), owners=met.owner.nunique())

# %% [markdown] to="notes" lang="en"
# - **Tell it, do not read it.** Let the room answer the director's question before you show the sentence.
# - Usual: "The contract stays." Ask: "And who will ring when the next machine is being designed?"
# - The company, the people and the figures are invented; the people carry initials only, and nothing private is kept about them. That comes back in the unit.

# %% [markdown] to="notes" lang="zh"
# - **用自己的话讲，不要照读。** 先请大家回答总监的问题，再看这句话。
# - 常见回答：“合同还在。”追问：“下一台机器开始设计时，谁会打电话来？”
# - 公司、人物和数据均为虚构；人物只写姓名缩写，不记录任何私人信息，这一点后面还会讲到。

# %% [markdown] to="lesson" lang="en" covers="U4.01,U4.01a,U4.01b,U4.01c" screen="2 min"
# ## Three kinds of relationship
#
# The document names the three; how they differ is told in our own words.
#
# | | With whom | It shows in | It ends when |
# |---|---|---|---|
# | **Organisation relationship** | company with company | contracts, joint projects, plans | one side no longer gains |
# | **Key-decision-maker relationship** | the few whose yes is needed | trust and open talk | the person changes posts |
# | **Extensive relationship** | the many who use, check and talk | a good word in every department | nobody comes any more |

# %% [markdown] to="lesson" lang="zh"
# ## 三种客户关系
#
# 课程文件列出这三种，区别由本课程说明。
#
# | | 和谁 | 表现在 | 什么时候断 |
# |---|---|---|---|
# | **组织关系** | 公司对公司 | 合同、联合项目、共同规划 | 有一方不再受益时 |
# | **关键决策者关系** | 必须点头的少数人 | 信任、坦诚交流 | 人一换岗 |
# | **普遍客户关系** | 使用、检验、议论的多数人 | 各部门都有人说好 | 没人再去走动 |

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which of the three has your company, and which is only said to have?" Usual: one decision-maker, called a strategic partnership.
# - **Say:** none replaces another. The director signs nothing that his engineers speak badly of.
# - **Point at** the last column: only the first survives a change of people.

# %% [markdown] to="notes" lang="zh"
# - **问：** “这三种，贵公司有哪种，哪种只是嘴上有？”常见情况：认识一位决策者，就叫战略合作。
# - **讲：** 三种不能互相代替。工程师都说不好的东西，总监不会签字。
# - **看最后一列：** 只有第一种经得起人事变动。

# %% [markdown] to="lesson" lang="en" covers="U4.02" screen="2 min"
# ## The path: from personal relationship to organisation relationship
#
# The document names the path; the four stations are ours.
#
# 1. **One knows one**: our salesperson and their buyer
# 2. **One knows many**: the same salesperson, introduced from desk to desk
# 3. **Many know many**: our engineer and theirs, our service and theirs
# 4. **Company knows company**: what people have agreed is written down, and stays when they go
#
# Most accounts stop at the second station, because it flatters the one who stands there.

# %% [markdown] to="lesson" lang="zh"
# ## 发展路径：从个人关系到组织关系
#
# 课程文件指出这条路径，四站由本课程划分。
#
# 1. **一对一**：我方业务员认识对方采购员
# 2. **一对多**：还是这位业务员，靠熟人一个个往下引见
# 3. **多对多**：工程师对工程师，服务对服务
# 4. **公司对公司**：谈成的事落到纸面，人走了事还在
#
# 多数客户停在第二站，因为站在那里的业务员觉得自己吃得开。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "At which station does Rynfando stand?" At the second: one man, eight contacts.
# - **Say the uncomfortable thing:** the second station makes the key-account manager indispensable. That is why the path needs the sales director; nobody gives it up unasked.
# - Exercise 2 sorts what stays and what goes.

# %% [markdown] to="notes" lang="zh"
# - **问：** “莱凡朵在第几站？”第二站：一个人，八个联系人。
# - **把不好听的话讲出来：** 第二站让大客户经理不可替代，所以要销售总监来推动，没有人会主动放手。
# - 练习 2 要分清什么留得下、什么随人走。

# %% [markdown] to="lesson" lang="en" covers="U4.03,U4.03a,U4.03b,U4.03c,U4.03d" screen="2.5 min"
# ## Four steps with a key decision-maker
#
# The document names the steps; the signs and what leads to the next are ours.
#
# | Step | You tell it by | What takes it there |
# |---|---|---|
# | **1 Good feeling** | likes to meet us, shares nothing | an introduction, one useful answer |
# | **2 Trust** | relies on our word, tells us early | a small promise with a date, kept |
# | **3 Benefit** | names the gain of the department, in figures | a result measured together |
# | **4 Affection** | stands up for us when we are not there | something hard gone through together |
#
# *Benefit* is business benefit: for the department and the company, in the open. What goes to a person's pocket is no step, it is bribery.

# %% [markdown] to="lesson" lang="zh"
# ## 关键决策者关系的四个步骤
#
# 课程文件列出四步，判断依据和做法由本课程编写。
#
# | 步骤 | 怎么看出来 | 靠什么走到这一步 |
# |---|---|---|
# | **1 好感** | 愿意见面，但不透露情况 | 有人引见，带去一个有用的答案 |
# | **2 信任** | 信得过我们，有事提前说 | 一个定了日期的小承诺，说到做到 |
# | **3 利益** | 说得出部门的好处，有数字 | 一起测出来的成果 |
# | **4 情感** | 我们不在场也替我们说话 | 一起扛过难关 |
#
# *利益*是业务利益：属于部门和公司，公开透明。进个人口袋的不算这一步，那是贿赂。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Think of one decision-maker. What has this person *done* for you?" Whoever finds nothing stands on the first step.
# - **Say:** steps are not skipped. Who offers benefit before trust is heard as somebody who buys.
# - Affection comes by itself from the other three; it cannot be ordered or paid.

# %% [markdown] to="notes" lang="zh"
# - **问：** “想一位决策者，他为您*做过*什么？”一件都想不起来的，还在第一步。
# - **讲：** 步骤不能跳。没有信任就谈利益，别人会当您在收买。
# - 情感是前三步积累出来的，买不来，也催不来。

# %% to="lesson" screen="3 min"
# ▶ The relationship map / 客户关系地图
plots.relationship_map(people, lang)

# %% [markdown] to="notes" lang="en"
# - **Give them a minute of silence** with the map. Then: "What frightens you?" Somebody sees the arrows: each one points to the same man.
# - **Point at** the three thick frames: purchasing manager, quality manager, one design engineer. The purchasing manager decides and has never been met.
# - Coverage is weighted by influence: 66%. The index puts the steps in: 0.26. Known is not the same as near.
# - "Where does influence come from?" It is the estimate of those who work there; two people of ours should agree on it.

# %% [markdown] to="notes" lang="zh"
# - **先静静看一分钟。** 然后问：“哪里让您不放心？”总有人发现：箭头全指向同一个人。
# - **看三个粗框：** 采购经理、质量经理、一位设计工程师。采购经理是决策者，却从没见过面。
# - 覆盖率按影响力加权，66%。指数把步骤也算进去，0.26。认识不等于走得近。
# - “影响力怎么来的？”由熟悉那边的人估计，最好我方有两个人意见一致。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: the next moves
#
# Each move takes the person with the largest *influence × distance* one step up. Distance = steps still missing to the fourth, affection.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：下一步棋
#
# 每一步都找*影响力 × 差距*最大的人，把关系往上推一步。差距 = 离第四步“情感”还差几步。

# %% to="lesson"
# ▶ The live map of Rynfando / 可调的莱凡朵关系地图
live_relationships.next_moves(lang)

# %% [markdown] to="notes" lang="en"
# - **Let the room name the three moves** before you touch the slider, then set it to 3: coverage 87%, index 0.34.
# - **Move** to 6: coverage 95%, index 0.41. From there on coverage stands still and the index goes on: knowing is quick, climbing is slow.
# - **Ask:** "How many moves can one man make in a quarter?" Three, honestly. So the order is what counts.
# - It does *not* send you to the general manager first: the step reached there is trust already, less is missing.

# %% [markdown] to="notes" lang="zh"
# - **先请大家说出三步，** 再拉滑块到 3：覆盖率 87%，指数 0.34。
# - **操作：** 拉到 6：覆盖率 95%，指数 0.41。之后覆盖率不再变，指数还在涨：认识快，走近慢。
# - **问：** “一个人一个季度能走几步？”说实话，三步。所以先后次序最要紧。
# - 它*没有*让您先去找总经理：那里已经到了信任，差得不多。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## Coverage by department
#
# **Coverage** = influence of the people we are in contact with ÷ influence of all.

# %% [markdown] to="lesson" lang="zh"
# ## 各部门覆盖率
#
# **覆盖率** = 有联系的人的影响力 ÷ 全部人的影响力。

# %% to="lesson"
# ▶ Coverage at Rynfando / 莱凡朵的覆盖率
plots.coverage_bars(people, lang)

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which department chooses the drive, and what is our coverage there?" Engineering, 36%.
# - **Say:** we are strong where we are asked for delivery dates and weak where the drawing is made. That is the usual picture.

# %% [markdown] to="notes" lang="zh"
# - **问：** “选型由哪个部门定？我们在那里的覆盖率是多少？”技术部，36%。
# - **讲：** 问交期的地方我们强，画图纸的地方我们弱，这很常见。

# %% [markdown] to="lesson" lang="en" screen="1.5 min"
# ## On which step do they stand?
#
# **Decision-maker index** = sum of influence × step ÷ (4 × all influence).
# 1 means: the fourth step with everybody.

# %% [markdown] to="lesson" lang="zh"
# ## 各在哪一步？
#
# **决策者指数** =（影响力 × 步数）之和 ÷（4 × 全部影响力）。
# 1 表示：人人都到第四步。

# %% to="lesson"
# ▶ The steps at Rynfando / 莱凡朵各人所在的步骤
plots.step_ladder(people.influence, people.step, lang)

# %% [markdown] to="notes" lang="en"
# - **Cover the percentages** and let them guess how much influence stands below trust: 55%.
# - **Ask:** "Why is the last stair empty?" Because one man cannot go through hard things with twelve people.

# %% [markdown] to="notes" lang="zh"
# - **先遮住百分比，** 请大家猜：信任以下占多少影响力？55%。
# - **问：** “最后一级为什么没有人？”一个人没法和十二个人都共过患难。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ## The limit beside it: what the law says
#
# "Benefit" and courtesy stand close to bribery; a stricter rule of your company comes first.

# %% [markdown] to="lesson" lang="zh"
# ## 法律的界限
#
# “利益”和礼尚往来，离商业贿赂只有一线之隔；贵公司的制度若更严，以贵公司为准。

# %% to="lesson"
# ▶ Commercial bribery, with sources / 商业贿赂：规定及出处
cited(lang, "law.bribery", "law.bribery_fine", "law.staff_is_company")

# %% [markdown] to="notes" lang="en"
# - **Say it slowly:** giver *and* taker are fined, company *and* person. "I did it for the company" is no way out: it is then the company's bribe, too.
# - This is no legal advice. Name the person in your company whom one asks.

# %% [markdown] to="notes" lang="zh"
# - **慢慢讲：** 给的和收的都罚，公司和个人都罚。“我是为了公司”不是理由：那就成了公司行贿。
# - 这不是法律意见。请告诉学员，贵公司该问谁。

# %% to="lesson" screen="1.5 min"
# ▶ Discount or kickback, gift or bribe / 折扣还是回扣，馈赠还是贿赂
cited(lang, "law.discount_in_books", "law.gift_or_bribe")

# %% [markdown] to="notes" lang="en"
# - **Point at** the first line: a discount to the company, in the contract and in the books, is lawful; the same money to a person is a kickback.
# - **Point at** the second: value is only one of four. Occasion and favour decide just as much.
# - **Ask:** "A bottle of 150 yuan: gift or bribe?" It depends on the week in which it is given.

# %% [markdown] to="notes" lang="zh"
# - **看第一行：** 折扣给公司，写进合同、如实入账，合法；同样的钱给个人，就是回扣。
# - **看第二行：** 金额只是四条之一，时机和请托同样关键。
# - **问：** “一瓶 150 元的酒，是馈赠还是贿赂？”要看在哪一周送。

# %% [markdown] to="lesson" lang="en" covers="U4.04" screen="2 min"
# ## A VIP customer club for key decision-makers
#
# The document names the loyalty programme and the club; what makes a good one is ours.
#
# - **Who**: deciders of several accounts with a problem in common; 10 to 15, by invitation of our director
# - **What they get**: peers, knowledge, early sight of what comes; a say in our next product
# - **What they do not get**: points, presents, trips; their companies know of each meeting
# - **When**: two or three dates a year, with a topic of *theirs*, and a plain dinner
#
# A club is loyal to its topic. If nobody would come without the dinner, it has none.

# %% [markdown] to="lesson" lang="zh"
# ## 针对关键决策者的忠诚计划：VIP 客户俱乐部
#
# 课程文件提到忠诚计划和俱乐部，怎样才算办得好由本课程编写。
#
# - **请谁**：几家客户中有共同难题的决策者，10 到 15 人，由我方总监邀请
# - **得到什么**：同行、知识、提前了解新动向，对我方下一代产品有发言权
# - **得不到什么**：积分、礼品、旅游；每次活动其单位都知情
# - **多久一次**：一年两三次，议题由*他们*定，只备便饭
#
# 俱乐部靠议题留人。没有那顿饭就没人来，说明没有议题。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which topic would make five technical directors of competing firms sit at one table?" Energy, failures, staff, rules. Write three on the board.
# - **Watch out:** competitors in one room must not talk about prices or customers. The agenda is written and kept to.
# - The calendar of the club is a sheet of the take-home form.

# %% [markdown] to="notes" lang="zh"
# - **问：** “什么议题能让五家互相竞争的公司的技术总监坐到一起？”能耗、故障、人才、法规。写三个在白板上。
# - **注意：** 竞争对手同处一室，不得谈价格和客户。议程要写好，照议程走。
# - 俱乐部活动表是带走表单中的一页。

# %% [markdown] to="lesson" lang="en" covers="U4.05" screen="2 min"
# ## Rising Stars: tomorrow's decision-makers, early
#
# The document names them; the signs are ours. Look at work, not at private life:
#
# - **asked**: colleagues come for advice, across departments
# - **trusted with the new**: put on the project nobody has done before
# - **open**: says what does not work, and why
#
# Formal influence lags behind these signs by years.

# %% [markdown] to="lesson" lang="zh"
# ## 关注明日之星：提前培养未来的决策者
#
# 课程文件提到明日之星，识别特征由本课程编写。看工作，不看私生活：
#
# - **有人问**：同事来请教，跨部门也来
# - **委以新任务**：没人做过的项目交给他
# - **敢说**：哪里不行、为什么不行，讲得出来
#
# 职位上的影响力，要比这些迹象晚好几年。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who was a junior when you first met and signs today?" Let two people tell.
# - **Say:** early attention means technical work together, known to the superior. It is no headhunting and no favour to be called in later.

# %% [markdown] to="notes" lang="zh"
# - **问：** “当年认识时还是新人、今天能签字的，您有吗？”请两位讲讲。
# - **讲：** 提前关注，是一起做技术，让其上级知情；不是挖人，也不是放人情债。

# %% to="lesson" screen="2 min"
# ▶ Who talks with whom at Rynfando / 莱凡朵内部谁和谁往来
strangers = people.index[people.owner.isna()]
plots.network_picture(story.TALKS, people.name.to_dict(), lang, strangers=strangers)

# %% to="lesson"
# ▶ The star in the figures / 数字里的明日之星
positions = relationships.network_position(story.TALKS, directed=False, normalised=False, people=people.index)
say(lang, en="**{who}**: influence {influence:whole}, talks regularly with **{links:whole}** colleagues; for **{pairs:number}** of 55 pairs of the others the shortest way leads through here. We have never met.",
    zh="**{who}**：影响力 {influence:whole}，经常往来的同事 **{links:whole}** 人；其他人两两组合共 55 对，其中 **{pairs:number}** 对的最短路径经过这里。我们从没见过面。",
    who=people.name[story.RISING_STAR], influence=people.influence[story.RISING_STAR],
    links=positions.degree[story.RISING_STAR], pairs=positions.betweenness[story.RISING_STAR])
assert relationships.brokers(positions, at_least=20)[0] == story.RISING_STAR

# %% [markdown] to="notes" lang="en"
# - **Cover the title.** "Whom would you ask for an introduction?" The net answers: the engineer in the middle.
# - Hollow dots are people we have never met. The broker is one of them.
# - **Say:** who talks with whom was written for this lesson; in real life you learn it by asking "whom else should I talk to?" at the end of each visit. Write down work contacts only.
# - Freeman's betweenness counts the pairs whose shortest way leads through a person.

# %% [markdown] to="notes" lang="zh"
# - **先遮住标题。** “要请人引见，找谁？”图上一看就知道：中间那位工程师。
# - 空心圆是没见过面的人，牵线人就是其中之一。
# - **讲：** 谁和谁往来是为本课编写的；实际中，每次拜访结束时问一句“我还应该找谁谈谈？”，就慢慢清楚了。只记工作往来。
# - 中介中心度（Freeman）：数一数有多少对人的最短路径经过某个人。

# %% [markdown] to="lesson" lang="en" covers="U4.06,U4.06a,U4.06b,U4.06c,U4.06d" screen="2 min"
# ## Four steps of the organisation relationship
#
# The document names the steps; signs and limits are ours. The rule of the house asks for all four of a row.
#
# | Step | How we are treated | Share | Contract | Joint projects | Managers who meet |
# |---|---|---|---|---|---|
# | **General supplier** | asked each time | – | – | – | – |
# | **Main supplier** | regular business | 30% | 1 year | – | – |
# | **Core supplier** | let into design, stock, quality | 50% | 2 years | 1 | 1 pair |
# | **Strategic partner** | plans, money and risk are shared | 60% | 3 years | 2 | 2 pairs |

# %% [markdown] to="lesson" lang="zh"
# ## 组织关系发展的四个步骤
#
# 课程文件列出四步，特征和门槛由本课程编写。按公司规则，同一行的四项要全部达到。
#
# | 级别 | 我们的待遇 | 份额 | 合同期 | 联合项目 | 管理层对口 |
# |---|---|---|---|---|---|
# | **一般供应商** | 次次询价 | – | – | – | – |
# | **主要供应商** | 有稳定业务 | 30% | 1 年 | – | – |
# | **核心供应商** | 参与设计、库存、质量 | 50% | 2 年 | 1 个 | 1 对 |
# | **战略伙伴** | 规划、资金、风险共担 | 60% | 3 年 | 2 个 | 2 对 |

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who of you has a strategic partner?" Many hands. Then read the last row aloud, item by item; hands go down.
# - **Say:** the word on the invitation is not the step. The rule is ours; take your own limits, but write them down before you judge.

# %% [markdown] to="notes" lang="zh"
# - **问：** “谁有战略伙伴？”很多人举手。再把最后一行逐项念出来，手一只只放下。
# - **讲：** 请柬上写“战略伙伴”不算数。门槛是本课程定的，您可以用自己的，但要先写下来再判断。

# %% [markdown] to="lesson" lang="en" screen="2.5 min"
# ### Try it: what makes a partner?
#
# The sliders start with Rynfando: 32% share, 2-year contract, 1 project, no managers who meet.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：怎样才算伙伴？
#
# 滑块从莱凡朵的现状开始：份额 32%，合同 2 年，联合项目 1 个，没有管理层会面。

# %% to="lesson"
# ▶ The live supplier steps / 可调的供应商级别
live_relationships.supplier_steps(lang)

# %% [markdown] to="notes" lang="en"
# - **Move** the share to 100%: still a main supplier. "Why?" Because nobody above the buyer's desk knows us.
# - **Put it back** and set one pair of managers: no change either. Then 50% and one pair: core supplier.
# - **Ask:** "Which of the four can your director do, and not you?" The pairs of managers. That is the order you bring home.

# %% [markdown] to="notes" lang="zh"
# - **操作：** 把份额拉到 100%：还是主要供应商。“为什么？”采购员以上没有人认识我们。
# - **拉回来，** 管理层设为 1 对：仍然不变。份额 50% 加 1 对：核心供应商。
# - **问：** “四项里哪一项您做不了，要总监来做？”管理层对口。这就是您要带回去的任务。

# %% [markdown] to="lesson" lang="en" covers="U4.07,U4.07a,U4.07b,U4.07c,U4.07d" screen="2.5 min"
# ## Four activities that build the extensive relationship
#
# The document names the four; purpose and limit are ours.
#
# | Activity | It is for | The limit |
# |---|---|---|
# | **Exchanges and study visits** | seeing how others solve it | work on each day; travel at our cost only with leave |
# | **Social get-togethers** | knowing faces beyond the order | simple, together, no families, no prizes of value |
# | **Courtesy exchange** | respect at the usual occasions | small, open, entered in the register |
# | **Being each other's customer** | seeing the other side's work | our purchasing compares offers; orders are never tied |

# %% [markdown] to="lesson" lang="zh"
# ## 建立普遍客户关系的四种活动
#
# 课程文件列出四种活动，用途和界限由本课程编写。
#
# | 活动 | 用途 | 界限 |
# |---|---|---|
# | **交流考察** | 看看别人怎么解决 | 天天有正事；差旅由我方承担须先批准 |
# | **联谊活动** | 订单之外认识人 | 简单、集体、不带家属、不设贵重奖品 |
# | **礼尚往来** | 常见场合表示尊重 | 小额、公开、登记 |
# | **互为客户** | 换位了解对方的工作 | 由采购部比价，订单不挂钩 |

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Which of the four does your company do, and for whom?" Usual: dinners, for the buyers. The users, testers and planners get nothing.
# - **Say:** the extensive relationship is built with people who cannot sign. They decide how our fault is told.
# - "Being each other's customer" is the most delicate: fair competition inside the own company comes first.

# %% [markdown] to="notes" lang="zh"
# - **问：** “四种里贵公司做哪种，面向谁？”常见情况：吃饭，请采购。用的人、检验的人、排计划的人，什么都轮不到。
# - **讲：** 普遍客户关系面向的是不签字的人，我们出了问题，话怎么传由他们决定。
# - “互为客户”最敏感：先要过本公司公平比价这一关。

# %% to="lesson" screen="1.5 min"
# ▶ What a step costs / 提高一步要花多少
plan = story.activity_plan_of_the_year(lang)
headings = {"activity": ("Activity", "活动"), "people": ("People", "人数"), "cost": ("Cost (CNY)", "费用（元）"),
            "weighted_steps": ("Influence × steps", "影响力 × 步数"), "cost_per_weighted_step": ("CNY a weighted step", "每提高一步的费用（按影响力加权，元）")}
table(plan, lang, columns=headings, formats={"people": "whole", "cost": "whole", "weighted_steps": "whole", "cost_per_weighted_step": "whole"})
say(lang, en="Together they use **{use:percent0}** of a budget of CNY 80,000 and cover all people whom we have not met.",
    zh="四项合计占 80,000 元预算的 **{use:percent0}**，没见过面的人都能见到。", use=relationships.budget_use(plan.cost, 80_000))

# %% [markdown] to="notes" lang="en"
# - **Ask before you show it:** "Study visit or seminar in their design office: which gives more for the money?" The seminar, by far; it costs a day and reaches those who draw.
# - **Ask back:** "Then why a study visit at all?" The technical director does not come to a seminar. Cheap first, dear where it must be.
# - The costs are invented; put in your own.

# %% [markdown] to="notes" lang="zh"
# - **先问再看：** “考察和到对方设计部办讲座，哪个更划算？”讲座划算得多：花一天时间，见到的都是画图的人。
# - **反问：** “那还要考察做什么？”技术总监不会来听讲座。便宜的先做，贵的用在非贵不可的地方。
# - 费用是虚构的，请换成自己的。

# %% [markdown] to="lesson" lang="en" screen="2 min"
# ### Where courtesy ends: the policy of Tarvane Drives
#
# Invented like the company, and the amounts are its own rule: yours, or a customer's abroad, may be others.
# The law draws no such line: it weighs occasion, favour and value, as above.
#
# - **Fine, and entered in the register**: up to CNY 200 an item and CNY 500 a person and year, usual occasion, in the open
# - **Ask compliance first**: above that; travel, fees, donations, sponsoring; buying from the customer
# - **Refuse and report**: cash; anything for a person or the family; for officials; for a favour; while a tender or complaint is open; in secret

# %% [markdown] to="lesson" lang="zh"
# ### 礼尚往来到哪里为止：塔凡传动的制度
#
# 制度和公司一样是虚构的，金额是公司自己的规定：贵公司或国外客户的可能不同。
# 法律并不以这个金额划线，而是像前面说的，综合看缘由、请托和价值。
#
# - **可以，并登记**：单件 200 元、每人每年 500 元以内，常见场合，公开赠送
# - **先请示合规**：超过上限的；差旅、讲课费、捐赠、赞助；向客户采购
# - **拒绝并报告**：现金；给个人或家属的；给公职人员的；以礼换事；招标或投诉期间；私下进行

# %% to="lesson"
# ▶ Four presents to one buyer / 送给同一位采购员的四份礼
gifts = relationships.courtesy_check([160, 190, 180, 240], 200, recipient=["buyer"] * 4, cap_per_recipient=500)
yes, no = ("yes", "no") if lang == "en" else ("是", "否")
shown = gifts.assign(item=gifts.within_item_cap.map({True: yes, False: no}), year=gifts.within_recipient_cap.map({True: yes, False: no}))
headings = {"value": ("Value (CNY)", "价值（元）"), "running_total": ("This year so far", "当年累计"),
            "item": ("Within CNY 200", "不超 200 元"), "year": ("Within CNY 500", "不超 500 元")}
table(shown, lang, columns=headings, formats={"value": "whole", "running_total": "whole"})

# %% [markdown] to="notes" lang="en"
# - **The notice-board question** sorts most of it: "Would you be glad to see it on the notice board of both companies, with name and amount?"
# - **Point at** the third line: a harmless item, and the year is full. Only a register shows that.
# - **"Why 200?"** It is what this company decided; exercise 4 has other amounts on purpose. Have the room look up its own.
# - Collect one doubtful case from the room *without names*; exercise 4 has ten.

# %% [markdown] to="notes" lang="zh"
# - **公告栏测试**能分清大多数：“写上姓名和金额，贴在两家公司的公告栏里，您坦然吗？”
# - **看第三行：** 单件没问题，全年却超了。没有登记就看不出来。
# - **“为什么是 200 元？”** 这是该公司自己定的；练习 4 有意换了金额。请学员查一查本公司的规定。
# - 请学员举一个拿不准的例子，*不提姓名*；练习 4 有十个。

# %% [markdown] to="lesson" lang="en" screen="3 min"
# ### Try it: who leaves, and what goes with them?
#
# Ulmsathe Food Machinery is looked after by three of us. Introduce second owners to the strongest contacts.

# %% [markdown] to="lesson" lang="zh"
# ### 动手试：谁走了，带走多少？
#
# 乌萨瑟食品机械由我方三人负责。请给关系最强的联系人安排第二负责人。

# %% to="lesson"
# ▶ The live key-person risk / 可调的关键人员风险
live_relationships.who_leaves(lang)

# %% to="lesson"
# ▶ One man or three / 一个人还是三个人
strength, links = met.influence * met.step, story.links_of_demo()
one = relationships.owner_concentration(met.owner, strength.astype(float), scale=1)
three = relationships.owner_concentration(links.owner, (links.influence * links.step).astype(float), scale=1)
say(lang, en="Dependence (Herfindahl index of strength by owner): Rynfando **{one:number}**, Ulmsathe **{three:number}**. 1 means that one person holds everything.",
    zh="依赖指数（按负责人计算的关系强度 HHI）：莱凡朵 **{one:number}**，乌萨瑟 **{three:number}**。1 表示全系于一人。", one=one, three=round(three, 2))

# %% [markdown] to="notes" lang="en"
# - **Ask:** "What would the bars look like at Rynfando?" One bar, 100%. That is the director's answer from the first screen.
# - **Move** the second owners from 0 to 4: the loss falls from 48% to 33%. Four introductions, one afternoon each.
# - **Move** the steps behind from 1 to 3: a second owner who has only been introduced saves little.
# - **Say:** this is a matter for the boss, not a suspicion against the key-account manager. Say thank you to who hands over.

# %% [markdown] to="notes" lang="zh"
# - **问：** “换成莱凡朵，这张图什么样？”只有一根柱子，100%。这就是第一屏总监那个问题的答案。
# - **操作：** 第二负责人从 0 加到 4：损失由 48% 降到 33%。引见四次，每次一个下午。
# - **操作：** “落后几步”从 1 调到 3：只是见过一面的第二负责人，保不住多少。
# - **讲：** 这是领导该抓的事，不是怀疑大客户经理。愿意交出来的人，要感谢他。

# %% [markdown] to="lesson" lang="en" covers="U4.08" screen="2 min"
# ## A team that mirrors the customer: the virtual organisation
#
# The document asks for a key-account organisation that matches the customer's; the rules are ours.
#
# - **Each function of theirs has a face of ours**: purchase, technical, quality, finance, management
# - **People keep their posts**: the team exists for this account only, hence *virtual*
# - **Exactly one answers** (A) in each row; somebody else does the work (R); some are asked (C), some are told (I)
# - **Nobody carries more than fits** into the week
#
# The key-account manager conducts; the orchestra plays.

# %% [markdown] to="lesson" lang="zh"
# ## 与客户组织对口的大客户团队：虚拟化组织
#
# 课程文件要求建立与客户组织相匹配的大客户管理组织，规则由本课程编写。
#
# - **对方每个职能，我方都有人对口**：采购、技术、质量、财务、管理层
# - **人不离岗**：团队只为这个客户而设，所以叫*虚拟*
# - **每行有且只有一人负责** (A)，由另一人执行 (R)，有人提供意见 (C)，有人得到通知 (I)
# - **谁都不超负荷**：工作量要排得进一周
#
# 大客户经理是指挥，演奏的是乐队。

# %% [markdown] to="notes" lang="en"
# - **Ask:** "Who of your colleagues knows the customer's quality manager by name?" Silence is the usual answer, and the topic.
# - **Say:** specialists talk to specialists; what the key-account manager translates gets lost.
# - One row, two A: each waits for the other. One row, no A: the customer notices first.

# %% [markdown] to="notes" lang="zh"
# - **问：** “您的同事里，谁叫得出客户质量经理的名字？”多半没人说话，这正是问题所在。
# - **讲：** 专业的人要和专业的人谈，经大客户经理转述，会打折扣。
# - 一行两个 A，互相等；一行没有 A，客户最先发现。

# %% to="lesson" screen="1.5 min"
# ▶ The draft for Rynfando / 莱凡朵团队草案
from kamlib.units.u4_relationships import x3_mirror

draft, roles = x3_mirror.draft(x3_mirror.DEMO), x3_mirror.DEMO["hours"]
checked = relationships.mirror_team(draft, counterpart_roles="RA", load_by_role=roles, load_cap=x3_mirror.DEMO["cap"])
functions = {name: words.pick(lang) for name, words in x3_mirror.FUNCTION_NAMES.items()}
ours = {name: words.pick(lang) for name, words in x3_mirror.TEAM.items()}
plots.mirror_matrix(draft, checked, x3_mirror.DEMO["cap"], lang, functions=functions, people=ours)

# %% [markdown] to="notes" lang="en"
# - **Read a row, then a column:** finance has nobody who answers; the first column is full of letters. It is the map of the first screens, seen from our side.
# - **Do not mend it here:** exercise 3 does.

# %% [markdown] to="notes" lang="zh"
# - **横看一行，竖看一列：** 财务没有人负责；第一列写满了字母。这就是前面那张地图，换成从我方看。
# - **这里先不改：** 留给练习 3。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ### What may be written down about people
#
# A map of people is a file of personal data.
# Role, influence on the purchase, the step reached and who of us is the owner serve the work; health, family, faith and gossip do not.

# %% [markdown] to="lesson" lang="zh"
# ### 人员信息可以记什么
#
# 关系地图就是一份个人信息档案。
# 角色、对采购的影响力、关系步骤、我方负责人，是工作需要；健康、家庭、信仰和传闻不是。

# %% to="lesson"
# ▶ What the law says / 法律怎么说
cited(lang, "law.pipl_purpose", "law.pipl_retention")

# %% [markdown] to="notes" lang="en"
# - **The test:** would you show the entry to the person it is about? If not, leave it out.
# - The take-home form has no column for anything private, on purpose. The maps of people who have left are deleted.

# %% [markdown] to="notes" lang="zh"
# - **检验方法：** 这条记录，您愿意给本人看吗？不愿意，就不要写。
# - 带走的表单里没有任何私人信息栏，这是有意的。人已离职的，记录要删除。

# %% [markdown] to="lesson" lang="en" screen="6 min"
# ### For discussion
#
# S. G. has six weeks left. You may make three moves.
# Do you take him to the strongest contacts with a successor, or do you first meet the purchasing manager whom nobody knows?

# %% [markdown] to="lesson" lang="zh"
# ### 课堂讨论
#
# S. G. 再过六周离职，您只能走三步棋。
# 是带着接任者去见关系最强的人，还是先去见没有人认识的采购经理？

# %% [markdown] to="notes" lang="en"
# Two minutes in pairs, then collect. **Usual answers, in this order:**
#
# - "The purchasing manager, there is most missing": ask who would introduce us. Without S. G. nobody; he is the reason to do it in the six weeks
# - "The successor to the strongest contacts": ask what is lost otherwise. Everything: the dependence is 1.0
# - "Both at once": good, if the technical director introduces the successor to purchasing
# - "Pay S. G. more": ask what happens the next time the headhunter calls
#
# **The point:** what only he can give goes first, the introductions; what anybody can do comes after. Then look at the two numbers from the beginning again.

# %% [markdown] to="notes" lang="zh"
# 两人一组讨论两分钟，然后收集意见。**常见回答，大致按此顺序出现：**
#
# - “先见采购经理，差得最多”：追问谁来引见。没有 S. G. 就没人引见，正因如此才要在六周内做
# - “带接任者去见关系最强的人”：追问不做会丢多少。全部：依赖指数是 1.0
# - “两件一起做”：很好，条件是请技术总监把接任者引见给采购
# - “给 S. G. 加薪”：追问猎头下次再打来怎么办
#
# **要点：** 只有他能给的先做，也就是引见；谁都能做的放在后面。最后回头看开场写下的两个数字。

# %% [markdown] to="lesson" lang="en" screen="1 min"
# ## What you take with you
#
# - You drew a relationship map and found the moves where influence meets distance
# - You saw the four steps of a decision-maker and of the organisation, and what takes each one up
# - You built a team that mirrors the customer, and drew the line between courtesy and bribery

# %% [markdown] to="lesson" lang="zh"
# ## 本单元小结
#
# - 您画出了关系地图，找到了影响力大、差距也大的几步棋
# - 您看到了决策者的四步和组织的四级，也知道靠什么一步步往上走
# - 您组建了与客户对口的团队，划清了礼尚往来与贿赂的界限

# %% [markdown] to="notes" lang="en"
# - **Ask** three people for the first name on their own list of moves, and the date.
# - **Bridge:** everybody opens the exercises of U4 now.

# %% [markdown] to="notes" lang="zh"
# - **问：** 请三位学员各说一步自己的第一步棋：先去找谁，打算在哪一天，带着什么去见他。
# - **过渡：** 请大家打开 U4 练习。

# %% [markdown] to="lesson" lang="en" only="notebook"
# **Now it is your turn:** [open the exercises of this unit](../../../exercises/en/1_key_accounts/u4_relationships.ipynb).

# %% [markdown] to="lesson" lang="zh"
# **现在轮到您了：** [打开本单元的练习](../../../exercises/zh/1_key_accounts/u4_relationships.ipynb)。

# %% [markdown] to="exercise" lang="en" screen="1 min"
# # U4 exercises · Whom do we know, and what would be left?
#
# Everything you enter is saved as you go; you may close the page at any time.

# %% [markdown] to="exercise" lang="zh"
# # U4 练习 · 认识谁，还剩下什么？
#
# 您填写的内容会随时保存，可以随时关闭页面。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press **▶▶ Start** in the bar above, type your id, and work from top to bottom.

# %% [markdown] to="exercise" lang="zh"
# 请先点击上方的 **▶▶ 开始**，输入学员编号，然后从上往下做。

# %% to="exercise"
# ▶ Your desk / 您的工作台
from kamlib.widgets import open_desk

desk = open_desk("U4", lang)
desk

# %% to="solution"
# ▶ Tools for the worked solutions / 参考解答所用工具
import pandas as pd

from kamlib import plots, relationships, units, workbook
from kamlib.classroom.keys import load_keys
from kamlib.units.u4_relationships import SUPPLIER_RULES, SUPPLIER_STEPS, story, wrap_up, x1_map, x3_mirror
from kamlib.units.u4_relationships.situations import VERDICTS
from kamlib.widgets.show import prove, say, table

# %% [markdown] to="solution" lang="en" only="notebook"
# **Worked solutions, step by step.** Each exercise is followed by its solution.
# All figures are those of variant 0, the demo. Each solution ends with the marks that its answers earn.

# %% [markdown] to="solution" lang="zh"
# **参考解答，逐步推导。** 每道练习之后就是它的解答。
# 所有数据均为演示用的第 0 套。每一节最后显示这些答案的得分情况。

# %% [markdown] to="notes" lang="en"
# - **Check the room:** has everybody typed the same id as before and seen a greeting?
# - **Say:** each of you has people and figures of your own; compare the way, not the result. Three hints on each card.

# %% [markdown] to="notes" lang="zh"
# - **先确认：** 每个人都输入了和以前相同的编号、看到了欢迎语吗？
# - **讲：** 每人的人物和数据都不一样，比方法，不比结果。每张卡片有三条提示。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Exercise 1 · Draw the relationship map
#
# Fourteen people, what our team reports about them, and who met them how often.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 1 · 画出客户关系地图
#
# 十四个人，我方人员的汇报，以及谁见过几次。

# %% to="exercise"
# ▶ The organisation chart / 组织架构图
from kamlib.widgets import live_relationships

desk.beside("U4.X1", live_relationships.blank_map)

# %% [markdown] to="notes" lang="en"
# - **Show once** how a person is put on a step, by dragging or by keyboard.
# - **Say:** first the fourteen steps, then the fourteen owners by the log, then the numbers. A report proves a step or it does not; what you feel does not count.

# %% [markdown] to="notes" lang="zh"
# - **示范一次**怎样把一个人放到某一步上，可以拖，也可以用键盘。
# - **讲：** 先定十四个步骤，再按走访记录定十四个负责人，再算数。汇报能证明到哪一步就是哪一步，感觉不算数。

# %% to="exercise" screen="15 min"
# ▶ Exercise 1: draw the relationship map / 练习 1：画出客户关系地图
desk.card("U4.X1")

# %% [markdown] to="notes" lang="en"
# - **Walk round.** Common: "friendly" taken for trust. Ask: "What has this person done for us?"
# - **Owners:** the CRM names the key-account manager fourteen times. Ask: "Who went there most often?" A single visit in vain counts as his or as nobody's.
# - Who is stuck with the index writes influence × step beside each name first.
# - The moves carry an earlier slip forward: a wrong step costs its own points only.

# %% [markdown] to="notes" lang="zh"
# - **巡场。** 常见：把“客气”当成信任。请追问：“这个人为我们做过什么？”
# - **负责人：** 系统里十四个人写的都是大客户经理。请问：“谁去得最多？”只去过一次、没有下文的，算他的或算无人负责都对。
# - 指数算不下去的，先在每个名字旁写出影响力 × 步数。
# - 下一步棋会沿用前面的答案：步骤判断错了，只扣那一处的分。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 1 · Draw the relationship map

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 1 · 画出客户关系地图

# %% to="solution"
# ▶ The map of Ulmsathe / 乌萨瑟的关系地图
sheet = units.exercise("U4.X1").sheet(0)
fourteen = story.people_of_card(sheet.data, lang)
plots.relationship_map(fourteen, lang, moves=[move[0] for move in sheet.truth["moves"].values()])

# %% to="solution"
# ▶ Coverage and index / 覆盖率与指数
coverage = relationships.relationship_coverage(fourteen.influence, fourteen.owner.notna())
index = relationships.decision_maker_index(fourteen.influence, fourteen.step)
say(lang, en="Coverage **{coverage:percent1}**, index **{index:number}**: we know most of them and are near to few.",
    zh="覆盖率 **{coverage:percent1}**，指数 **{index:number}**：大多认识，走近的少。", coverage=coverage, index=round(index, 3))
plots.coverage_bars(fourteen, lang)

# %% to="solution"
# ▶ Three moves, and the marks / 三步棋与得分
moves = {move: people[0] for move, people in sheet.truth["moves"].items()}
owners = {person: who[0] for person, who in sheet.truth["owners"].items()}
answers = {"steps": sheet.truth["steps"], "owners": owners, "coverage": f"{coverage:.2%}", "weakest": sheet.truth["weakest"],
           "index": f"{index:.3f}", "moves": moves, "activities": {move: steps[0] for move, steps in sheet.truth["activities"].items()}}
gaps = x1_map.weighted_gaps(sheet.data, answers)
for person in moves.values():
    say(lang, en="**{who}**: influence × distance {gap:number}", zh="**{who}**：影响力 × 差距 {gap:number}", who=fourteen.name[person], gap=gaps[person])
result = prove("U4.X1", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Step 1, the map.** Two thick frames: the general manager, whom nobody has met, and the project manager. Let the room say what each of the three moves is.
# - **Step 2.** The slip: heads instead of influence, 86% instead of 82%.
# - **Step 3.** The wrong reflex: once more to the purchasing manager, because we are welcome there.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步，地图。** 两个粗框：没人见过的总经理，还有项目经理。请大家说出三步棋分别做什么。
# - **第 2 步。** 常见错误：数人头而不是影响力，86% 而不是 82%。
# - **第 3 步。** 错误的本能反应：又去找采购经理，因为那里欢迎我们。

# %% [markdown] to="exercise" lang="en" screen="12 min"
# ## Exercise 2 · From person to organisation
#
# Twelve facts on four steps, what stays when people change posts, and the step of one account.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 2 · 从个人到组织
#
# 把十二条事实归到四级，分清人走后留下什么，再判断一个客户的级别。

# %% to="exercise"
# ▶ Exercise 2: from person to organisation / 练习 2：从个人到组织
desk.card("U4.X2")

# %% [markdown] to="notes" lang="en"
# - **Say:** the twelve facts come from many accounts; the account itself is judged by the table.
# - **Listen for** "but the share is high". All four minima count.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 十二条事实来自多家客户；这个客户本身要按表判断。
# - **留意**有人说“可是份额很高”。四项都要达到。

# %% [markdown] to="solution" lang="en" screen="2.5 min"
# ### Worked solution 2 · From person to organisation

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 2 · 从个人到组织

# %% to="solution"
# ▶ Step and gaps of Rynfando / 莱凡朵的级别与差距
sheet = units.exercise("U4.X2").sheet(0)
facts = {name: float(sheet.data[name]) for name in relationships.ORGANISATION_MEASURES}
plots.supplier_stairs(facts, SUPPLIER_RULES, lang)

# %% to="solution"
# ▶ Twelve facts, and the marks / 十二条事实与得分
placed = sheet.truth["facts"]
told = {item.id: item.label for item in sheet.by_id["facts"].items}
ids = sorted(told, key=lambda id: list(SUPPLIER_STEPS).index(placed[id]))
rows = pd.DataFrame({"fact": [told[id] for id in ids], "step": [SUPPLIER_STEPS[placed[id]] for id in ids]})
table(rows, lang, columns={"fact": ("Fact", "事实"), "step": ("Step", "级别")})
answers = {name: sheet.truth[name] for name in ("facts", "bonds", "step", "missing")} | {"sales": str(sheet.truth["sales"])}
result = prove("U4.X2", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Ask for the fact that was argued about most** and let both sides give their reason.
# - **Sales:** 18 points of 23.8 million are 4.28 million a year. U6 shows where they lie.
# - **Bond or person?** "Only our engineer knows the settings" is the one that is overlooked: it is our own dependence.

# %% [markdown] to="notes" lang="zh"
# - **问：** 哪一条争议最大？请双方各讲理由。
# - **销售额：** 2380万元的 18 个百分点，是每年 428万元。U6 会讲从哪里来。
# - **系于个人还是留在组织？** “只有我方一位工程师清楚参数”最容易被忽略：这是我们自己的依赖。

# %% [markdown] to="exercise" lang="en" screen="13 min"
# ## Exercise 3 · The mirror team
#
# See what the draft lacks, then give every function of the customer a face, with all four letters.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 3 · 镜像团队
#
# 先看草案缺什么，再让客户的每个职能都有人对口，R、A、C、I 四个角色齐全。

# %% to="exercise"
# ▶ Exercise 3: the mirror team / 练习 3：镜像团队
desk.card("U4.X3")

# %% [markdown] to="notes" lang="en"
# - **Say:** rows first, then columns. Many teams are right; the card looks at the rules.
# - **The ten remarks:** "Can it be decided without this person?" No is a C. Only then: "Who works on with the result?" That is an I. To be curious is no letter.
# - Who is above the cap looks for the role that two others could hold.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 先看行，再看列。正确的团队不止一种，卡片检查的是规则。
# - **同事的十句话：** 先问“少了此人能不能定？”不能就是 C；再问“谁要拿结果接着做？”那是 I。只是好奇，不用参与。
# - 工时超限的，找一个别人也能担任的角色移出去。

# %% [markdown] to="solution" lang="en" screen="2.5 min"
# ### Worked solution 3 · The mirror team

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 3 · 镜像团队

# %% to="solution"
# ▶ What the draft lacks / 草案缺什么
sheet = units.exercise("U4.X3").sheet(0)
draft, cap = x3_mirror.draft(sheet.data), sheet.data["cap"]
names = {"functions": {name: words.pick(lang) for name, words in x3_mirror.FUNCTION_NAMES.items()},
         "people": {name: words.pick(lang) for name, words in x3_mirror.TEAM.items()}}
rules = {"counterpart_roles": "RA", "load_by_role": sheet.data["hours"], "load_cap": cap}
plots.mirror_matrix(draft, relationships.mirror_team(draft, **rules), cap, lang, **names)

# %% to="solution"
# ▶ A team that keeps the rules, and the marks / 符合规则的团队与得分
team = {item: people[0] for item, people in sheet.truth["team"].items()}
voices = sheet.truth["voices"]
built = x3_mirror.matrix_of(team, voices)
answers = {"coverage": "80%", "unclear": sheet.truth["unclear"], "load": str(sheet.truth["load"]), "over": sheet.truth["over"],
           "voices": voices, "team": team}
result = prove("U4.X3", answers, lang)
plots.mirror_matrix(built, relationships.mirror_team(built, **rules), cap, lang, **names)

# %% [markdown] to="notes" lang="en"
# - **Step 1.** Ask for the row with two A first: "Who would the customer ring?" Then the row with none.
# - **Step 2.** Read a row aloud with all four letters. Let somebody with another team that keeps the rules show it: A and R may differ, C and I do not.
# - **Say:** the key-account manager has fewer hours there, and the customer has five faces.

# %% [markdown] to="notes" lang="zh"
# - **第 1 步。** 先问有两个 A 的那一行：“客户该打给谁？”再看没有 A 的。
# - **第 2 步。** 挑一行，把四个字母都念出来。再请方案不同但符合规则的学员展示：A 和 R 可以不同，C 和 I 应当一样。
# - **讲：** 大客户经理的工时少了，客户那边却有了五个对口人。

# %% [markdown] to="exercise" lang="en" screen="9 min"
# ## Exercise 4 · Is this courtesy allowed?
#
# Ten situations by the policy of the house, and a gift register.

# %% [markdown] to="exercise" lang="zh"
# ## 练习 4 · 这样的往来合规吗？
#
# 按公司制度判断十种情况，再查一份礼品登记。

# %% to="exercise"
# ▶ Exercise 4: is this courtesy allowed? / 练习 4：这样的往来合规吗？
desk.card("U4.X4")

# %% [markdown] to="notes" lang="en"
# - **Say:** judge by the policy on the card, not by what is usual. Your company's own policy may be stricter.
# - Nobody tells real cases with names. Whoever has one in mind goes to compliance, not to the flip chart.

# %% [markdown] to="notes" lang="zh"
# - **讲：** 按卡片上的制度判断，不按惯例。贵公司的制度可能更严。
# - 不要讲带姓名的真实事例。真有这样的事，去找合规部门，不要写在白板上。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution 4 · Is this courtesy allowed?

# %% [markdown] to="solution" lang="zh"
# ### 参考解答 4 · 这样的往来合规吗？

# %% to="solution"
# ▶ Ten situations / 十种情况
sheet = units.exercise("U4.X4").sheet(0)
verdicts = {id: each if isinstance(each, str) else each[0] for id, each in sheet.truth["verdicts"].items()}
field = sheet.by_id["verdicts"]
rows = pd.DataFrame({"told": [item.label for item in field.items], "verdict": [VERDICTS[verdicts[item.id]] for item in field.items],
                     "why": [field.reasons[item.id] for item in field.items]})
table(rows, lang, columns={"told": ("Situation", "情况"), "verdict": ("Verdict", "判断"), "why": ("Reason", "理由")})

# %% to="solution"
# ▶ The register, and the marks / 礼品登记与得分
entries = pd.DataFrame(sheet.data["register"])
checked = relationships.courtesy_check(entries.value, sheet.data["cap_item"], recipient=entries.who, cap_per_recipient=sheet.data["cap_year"])
shown = entries.assign(entry=[option.label for option in sheet.by_id["register"].options], total=checked.running_total)
shown["kept"] = checked["passes"].map({True: "✓", False: "✗"})
headings = {"entry": ("Entry", "登记"), "total": ("Year so far", "当年累计"), "kept": ("Within both caps", "未超上限")}
table(shown, lang, columns=headings, formats={"total": "whole"})
answers = {"verdicts": verdicts, "register": sheet.truth["register"], "left": str(sheet.truth["left"]), "benefit": "report"}
result = prove("U4.X4", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **Go through the refusals first,** one sentence each; then the four to ask about.
# - **The red packet** is argued about most: one's own pocket, a wedding, a custom. Cash to somebody who works for the customer stays cash; a card is enough.
# - **Mutual business:** possible, when our purchasing compares and the orders are not tied.

# %% [markdown] to="notes" lang="zh"
# - **先讲必须拒绝的，** 每条一句话，再讲要请示的。
# - **红包**争议最大：自己掏钱、结婚、风俗。给客户的人送现金，终究是现金；一张贺卡就够了。
# - **互为客户：** 可以，前提是采购部比价、订单不挂钩。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Wrap-up case · What is left when one man goes?
#
# This one is assessed: your entries are recorded, and the result comes after you hand in.

# %% [markdown] to="exercise" lang="zh"
# ## 综合案例 · 他走了，还剩下什么？
#
# 本题为考核题：卡片只记录答案，提交作业后才能看到结果。

# %% to="exercise"
# ▶ Wrap-up case, assessed / 综合案例（考核）
desk.card("U4.W")

# %% [markdown] to="notes" lang="en"
# - **Say what is asked, not how:** the map in figures, the dependence, the broker, the supplier step, the plan of activities, four situations and a note.
# - Planned as work after class: 30 minutes alone. Say until when and how the file is handed in.
# - **Do not go on to the next screen** before the last file is in.

# %% [markdown] to="notes" lang="zh"
# - **只讲要做什么，不讲怎么做：** 用数字说明地图、依赖程度、牵线人、供应商级别、活动计划、四种情况和一段说明。
# - 按课后作业安排，一个人约 30 分钟。说清截止时间和提交方式。
# - 收齐最后一份作业之前，**不要翻到下一屏**。

# %% [markdown] to="solution" lang="en" screen="3 min"
# ### Worked solution of the wrap-up case · What is left when one man goes?

# %% [markdown] to="solution" lang="zh"
# ### 综合案例参考解答 · 他走了，还剩下什么？

# %% to="solution"
# ▶ Who leaves, what is lost / 谁走，损失多少
sheet = units.exercise("U4.W").sheet(0)
links = wrap_up.links(sheet.data)
risk = relationships.key_person_risk(links.owner, links.strength, contact=links.contact)
plots.key_person_bars(risk.set_axis([wrap_up.OURS[who].pick(lang) for who in risk.index]), lang)

# %% to="solution"
# ▶ The broker / 牵线人
who = {person["id"]: wrap_up.person_name(person).pick(lang) for person in sheet.data["people"]}
strangers = set(who) - set(links.contact)
plots.network_picture(sheet.data["asks"], who, lang, strangers=strangers)

# %% to="solution"
# ▶ The plan of activities / 活动计划
plan = wrap_up.plan(sheet.data).reset_index()
plan["name"] = [wrap_up.ACTIVITIES[id] for id in plan.activity]
headings = {"name": ("Activity", "活动"), "cost": ("Cost (CNY)", "费用（元）"), "weighted_steps": ("Influence × steps", "影响力 × 步数"),
            "cost_per_weighted_step": ("CNY a weighted step", "每提高一步的费用（按影响力加权，元）")}
table(plan, lang, columns=headings, formats={"cost": "whole", "weighted_steps": "whole", "cost_per_weighted_step": "whole"})

# %% [markdown] to="notes" lang="en"
# - Only for a group whose files are all in; best at the start of the next meeting.
# - **Dependence:** the slip is to count everybody the leaver knows as lost, also where a colleague has a link.
# - **Broker:** the young engineer, influence 3, not the technical director.
# - **Plan:** the banquet has the cheapest step and is out: the present is above the cap. The policy comes before the sum.

# %% [markdown] to="notes" lang="zh"
# - 作业全部收齐才讲，最好放在下一次课的开头。
# - **依赖：** 常见错误是把此人认识的都算成损失，哪怕同事也有联系。
# - **牵线人：** 是影响力 3 分的年轻工程师，不是技术总监。
# - **计划：** 宴请每步最便宜，但不能选：礼品超过上限。制度在前，算账在后。

# %% [markdown] to="solution" lang="en" screen="2 min"
# ### What is left to judgement
#
# - **He resigns**: a second owner is introduced to the strongest contacts, together, and agreements are written down
# - **The young engineer**: a partner of ours, tests and seminars, the superior knows
# - **"What is in it for me?"**: a friendly no, a report, and the gain of the company in writing
# - **The golf weekend**: a round table on a topic of theirs, looked at by compliance

# %% [markdown] to="solution" lang="zh"
# ### 靠判断的部分
#
# - **他要辞职**：一起带第二负责人去见关系最强的人，把约定写下来
# - **年轻工程师**：派工程师对口，一起测试、研讨，让其上级知情
# - **“对我有什么表示？”**：客气地拒绝，上报，把公司得到的好处写成书面
# - **高尔夫周末**：改成围绕对方议题的圆桌会，先请合规审核

# %% to="solution"
# ▶ The marks / 得分
key, truth = load_keys(workbook.keys()).find("U4.W", 0, "next"), sheet.truth
answers = {"coverage": f"{truth['coverage']:.2%}", "index": f"{truth['index']:.3f}", "concentration": f"{truth['concentration']:.3f}",
           "lost": f"{truth['lost']:.2%}", "broker": truth["broker"], "step": truth["step"], "best": truth["best"],
           "per_step": {part: f"{cost:.0f}" for part, cost in truth["per_step"].items()}, "budget_use": f"{truth['budget_use']:.2%}",
           "next": {case: key.accepted(case)[0] for case in key.answer},
           "note": "One person leaves, the next step is trust, the policy is the limit: see the rubric / 依赖、步骤、制度：见评分标准。" * 4}
result = prove("U4.W", answers, lang)

# %% [markdown] to="notes" lang="en"
# - **The wrong reflexes:** wait and see, a present, a discount.
# - **The note** is marked by hand: the dependence with its figure, three moves with person, step, owner and date, the way from persons to organisation, the limit.

# %% [markdown] to="notes" lang="zh"
# - **错误的本能反应：** 先等等、送礼、打折。
# - **那段说明** 人工评分：依赖程度及数字，三步棋（人、步骤、负责人、日期），从个人到组织的做法，界限。

# %% [markdown] to="exercise" lang="en" screen="2 min"
# ## Take it home: the relationship plan
#
# One Excel file with five sheets: relationship map and action plan, coverage, counterpart matrix, VIP club calendar, Rising Star list.
# Once filled with Rynfando, once empty for an account of your own.

# %% [markdown] to="exercise" lang="zh"
# ## 带走：客户关系提升表
#
# 一个 Excel 文件，五张表：客户关系地图与行动计划表、关系覆盖率、大客户虚拟组织对应表、VIP 客户俱乐部活动表、明日之星名单。
# 一份填好了莱凡朵，一份空白，供您填写自己的客户。

# %% to="exercise"
# ▶ The Excel form / Excel 表单
from kamlib.forms.form import FormData, form_bytes
from kamlib.forms.relationship_plan import FORM, case_relationship_plan
from kamlib.widgets.show import download

for file, label, filled in (("example", ("Example: Rynfando", "示例：莱凡朵"), case_relationship_plan(lang)),
                            ("own", ("Empty, for my own account", "空白表，填写自己的客户"), FormData(own=True))):
    title = f"{FORM.title.pick(lang)} {file}.xlsx".replace(" ", "_")
    download(title, form_bytes(FORM, filled, lang), label[0 if lang == "en" else 1])

# %% [markdown] to="notes" lang="en"
# - **Say:** yellow cells are yours; coverage, index, next moves and weak spots calculate. Two people of ours fill it in together, else it is one man's map again.
# - Nobody opens a real map of people on the projector.
# - **The last question:** "Whom do you call tomorrow whom you have never met?"

# %% [markdown] to="notes" lang="zh"
# - **讲：** 黄色单元格由您填写，覆盖率、指数、下一步棋、薄弱点自动计算。最好我方两个人一起填，否则又成了一个人的地图。
# - 不要在投影上打开真实的人员地图。
# - **最后一问：** “明天您打算给哪位从没见过的人打电话？”

# %% [markdown] to="exercise" lang="en"
# **Your account plan:** now do step 5, the people who decide, in the exercises of the account plan (KP): the account there is yours through all units.

# %% [markdown] to="exercise" lang="zh"
# **您的客户计划：** 接着做“客户计划”（KP）练习的第 5 步“谁在决策”，那里的客户就是您贯穿各单元的客户。
