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
# ## Your first steps
#
# On every lesson page and every exercise page, press **▶▶ Start** in the bar above the page once.
# The page then comes alive; it takes a few seconds.
# If a page ever stops answering, press **▶▶ Start** again: your answers are kept.
#
# ### If you are a trainee
#
# **[Open my exercises as plain pages](/kam/app/en)**: the same exercises without notebooks, with nothing to press first; a narrow window will do.
# Your answers are the same in both places, so you can change over at any time.
#
# To work in the notebooks instead:
#
# 1. Open the exercises of your unit in the course map below.
# 2. Press **▶▶ Start** and type your trainee id in the card at the top.
# 3. Work through the cards and press **Check** as often as you like; every change is saved at once.
# 4. At the end, go back to the card at the top, press **Make my hand-in file** and send the file to your trainer.
#
# ### If you are a trainer
#
# **[Present a unit to the class](/kam/present/en/)**: one idea a screen, large enough for the back row, with your notes in a second window.
#
# To teach from the notebooks instead:
#
# 1. Open the lesson of your unit and press **▶▶ Start** before the class begins.
# 2. Move the sliders while you talk; the figures follow.
# 3. The worked solutions lie in the folder `solutions`; trainees do not get that folder.
#
# ### If you mark the hand-ins
#
# 1. Put all hand-in files into one folder.
# 2. Run `kam grade FOLDER --out REPORT` in a terminal.
# 3. Open `gradebook.xlsx` and `cohort.html` in the report folder.

# %% [markdown] to="lesson" lang="zh"
# ## 从这里开始
#
# 打开课程页或练习页后，先按一次页面上方工具栏中的 **▶▶ 开始**。
# 几秒钟后，页面就可以操作了。
# 如果页面没有反应，再按一次 **▶▶ 开始**：您的答案都已保存。
#
# ### 如果您是学员
#
# **[以网页方式打开我的练习](/kam/app/zh)**：同样的练习，不出现笔记本界面，打开就能用，窗口再窄也不影响。
# 两处共用同一份答案，随时可以换着用。
#
# 如果想在笔记本中完成：
#
# 1. 在下面的课程地图中打开本单元的练习。
# 2. 按 **▶▶ 开始**，在页面顶部的卡片中输入您的学员编号。
# 3. 逐张完成卡片，可以随时按 **检查**；每次改动都会立即保存。
# 4. 全部完成后，回到页面顶部的卡片，按 **生成作业文件**，并把文件发送给讲师。
#
# ### 如果您是讲师
#
# **[向全班演示一个单元](/kam/present/zh/)**：一屏一个要点，后排也看得清，讲师备注显示在另一个窗口。
#
# 如果想用笔记本讲课：
#
# 1. 上课前打开本单元的课程，按 **▶▶ 开始**。
# 2. 一边讲解，一边移动滑块，图表会随之变化。
# 3. 参考解答在文件夹 `solutions` 中；学员拿不到这个文件夹。
#
# ### 如果您负责评分
#
# 1. 把所有作业文件放进同一个文件夹。
# 2. 在终端中运行 `kam grade FOLDER --out REPORT`。
# 3. 打开报告文件夹中的 `gradebook.xlsx` 和 `cohort.html`。

# %% [markdown] to="lesson" lang="en"
# ## Course map
#
# {{course_map}}

# %% [markdown] to="lesson" lang="zh"
# ## 课程地图
#
# {{course_map}}
