# ---
# unit: U2
# module: 1_key_accounts
# items: [U2.01, U2.02]
# ---

# %% [markdown] to="lesson" lang="en" covers="U2.01" screen="5 min"
# # Tiers of customers
#
# A short unit for the tests.
# It has two sentences.

# %% [markdown] to="lesson" lang="zh"
# # 客户等级
#
# 供测试使用的小单元。
# 只有两句话。

# %% to="all"
# ▶ Set up / 准备
lang = "en"
total = 6_088_000_000

# %% [markdown] to="lesson" lang="en"
# ## Aims
#
# - Read a pyramid.
# - Count 4 tiers.
# - Use `tiers`.

# %% [markdown] to="lesson" lang="zh"
# ## 目标
#
# - 读懂金字塔。
# - 数出4个等级。
# - 使用 `tiers`。

# %% [markdown] to="lesson" lang="en" covers="U2.02"
# Step 1: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第1步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 1 / 第 1 步
total + 1

# %% [markdown] to="lesson" lang="en"
# Step 2: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第2步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 2 / 第 2 步
total + 2

# %% [markdown] to="lesson" lang="en"
# Step 3: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第3步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 3 / 第 3 步
total + 3

# %% [markdown] to="lesson" lang="en"
# Step 4: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第4步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 4 / 第 4 步
total + 4

# %% [markdown] to="lesson" lang="en"
# Step 5: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第5步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 5 / 第 5 步
total + 5

# %% [markdown] to="lesson" lang="en"
# Step 6: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第6步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 6 / 第 6 步
total + 6

# %% [markdown] to="lesson" lang="en"
# Step 7: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第7步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 7 / 第 7 步
total + 7

# %% [markdown] to="lesson" lang="en"
# Step 8: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第8步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 8 / 第 8 步
total + 8

# %% [markdown] to="lesson" lang="en"
# Step 9: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第9步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 9 / 第 9 步
total + 9

# %% [markdown] to="lesson" lang="en"
# Step 10: a fine of 6.088 billion in February 2015.

# %% [markdown] to="lesson" lang="zh"
# 第10步：2015年2月罚款60.88亿。

# %% to="lesson"
# ▶ Step 10 / 第 10 步
total + 10

# %% [markdown] to="notes" lang="en"
# Ask the room first.

# %% [markdown] to="notes" lang="zh"
# 先问问大家。

# %% [markdown] to="lesson" lang="en"
# ## Discuss in class
#
# See the [other page](../../en/start.ipynb).

# %% [markdown] to="lesson" lang="zh"
# ## 课堂讨论
#
# 参见[另一页](../../zh/start.ipynb)。

# %% [markdown] to="lesson" lang="en"
# ## What you did
#
# - You read a pyramid.
# - You counted four tiers.
# - You used `tiers`.

# %% [markdown] to="lesson" lang="zh"
# ## 学到了什么
#
# - 读懂了金字塔。
# - 数出了4个等级。
# - 使用了 `tiers`。

# %% [markdown] to="exercise" lang="en" screen="10 min"
# # Exercises: tiers

# %% [markdown] to="exercise" lang="zh"
# # 练习：客户等级

# %% [markdown] to="notes" lang="en"
# Give them time.

# %% [markdown] to="notes" lang="zh"
# 给大家时间。

# %% [markdown] to="exercise" lang="en" only="notebook"
# Press start.

# %% [markdown] to="exercise" lang="zh"
# 按开始。

# %% to="exercise"
# ▶ Exercise 1 / 练习 1
total

# %% [markdown] to="solution" lang="en" screen="1.5 min"
# ## Solution

# %% [markdown] to="solution" lang="zh"
# ## 解答

# %% [markdown] to="notes" lang="en"
# Let them guess first.

# %% [markdown] to="notes" lang="zh"
# 先让大家猜一猜。

# %% to="solution"
# ▶ Solution 1 / 解答 1
total * 2
