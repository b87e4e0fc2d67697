# ---
# page: start
# ---

# %% [markdown] to="lesson" lang="en"
# # Key account management: the training workbook
#
# Welcome.
# You work with one company from the first page to the last: **Tarvane Drives**, a maker of drives and gear units.
# The company, its customers and all its figures are invented.
#
# *中文版：[打开中文首页](../zh/start.ipynb)*

# %% [markdown] to="lesson" lang="zh"
# # 大客户管理：培训练习册
#
# 欢迎使用。
# 从第一页到最后一页，您都与同一家公司打交道：**塔凡传动**，一家生产传动装置和减速机的企业。
# 这家公司、它的客户以及所有数字都是虚构的。
#
# *English: [open the English start page](../en/start.ipynb)*

# %% [markdown] to="lesson" lang="en"
# **[Open the start page](/kam/en/)**: what you have done and what is next, the models and a glossary to search, there at once and without pressing anything.
# The page you are reading holds the same without your progress, for whoever works in notebooks only.

# %% [markdown] to="lesson" lang="zh"
# **[打开首页](/kam/zh/)**：学习进度、下一步、可搜索的模型和术语表，打开就能看，什么都不用按。
# 您正在看的这一页内容相同，只是不显示学习进度，供只使用笔记本的人参考。

# %% [markdown] to="lesson" lang="en"
# ## First steps
#
# On every lesson page and every exercise page, press **▶▶ Start** in the bar above the page once.
# The page then comes alive; it takes a few seconds.
# If a page ever stops answering, press **▶▶ Start** again: your answers are kept.
#
# {{first_steps}}

# %% [markdown] to="lesson" lang="zh"
# ## 从这里开始
#
# 打开课程页或练习页后，先按一次页面上方工具栏中的 **▶▶ 开始**。
# 几秒钟后，页面就可以操作了。
# 如果页面没有反应，再按一次 **▶▶ 开始**：您的答案都已保存。
#
# {{first_steps}}

# %% [markdown] to="lesson" lang="en"
# ## For trainers: a timetable for two days
#
# {{timetable}}

# %% [markdown] to="lesson" lang="zh"
# ## 讲师用：两天课程表
#
# {{timetable}}

# %% [markdown] to="lesson" lang="en"
# ## Course map
#
# {{course_map}}

# %% [markdown] to="lesson" lang="zh"
# ## 课程地图
#
# {{course_map}}

# %% [markdown] to="lesson" lang="en"
# ## Models
#
# Each model with the question it answers, its formula and, where there is one, an Excel form to take home.
#
# {{models}}

# %% [markdown] to="lesson" lang="zh"
# ## 模型
#
# 每个模型回答什么问题、公式是什么；有工具表单的，可以下载 Excel 带走。
#
# {{models}}

# %% [markdown] to="lesson" lang="en"
# ## Glossary
#
# {{glossary}}

# %% [markdown] to="lesson" lang="zh"
# ## 术语表
#
# {{glossary}}
