BEGIN TRANSACTION;
CREATE TABLE __diesel_schema_migrations (
       version VARCHAR(50) PRIMARY KEY NOT NULL,
       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000001','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000002','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000003','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000004','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000005','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000006','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000007','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000008','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000009','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000010','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000011','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000012','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000013','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000014','2026-11-26 04:43:16');
INSERT INTO "__diesel_schema_migrations" VALUES('20261121000015','2026-11-26 04:43:16');
CREATE TABLE activities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  number INTEGER NOT NULL,
  full_plan_number INTEGER,
  full_plan_number_inferred INTEGER,
  is_priority BOOLEAN NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  summary TEXT NOT NULL,
  topic_id INTEGER NOT NULL REFERENCES topics (id),
  modality TEXT NOT NULL,
  start_year INTEGER NOT NULL,
  end_year INTEGER NOT NULL,
  actual_start DATE,
  actual_end DATE,
  lead_id INTEGER REFERENCES people (id),
  partners_to_be_determined BOOLEAN NOT NULL,
  source_document TEXT NOT NULL,
  source_place TEXT NOT NULL,
  notes TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  UNIQUE (plan_id, number),
  CONSTRAINT activities_years CHECK (end_year >= start_year),
  CONSTRAINT activities_actual_order CHECK (actual_end IS NULL OR actual_end >= actual_start)
);
INSERT INTO "activities" VALUES(1,1,1,97,97,1,'{"en":"Prepare materials and guidelines for mainstreaming biosafety into NBSAPs and national development plans","zh":"编写教材和指导方针，推动生物安全在国家发展计划与国家生物多样性战略和行动计划中的主流化"}','{"en":"Mainstreaming materials","zh":"生物安全主流化教材"}','{"en":"Learning materials and guidelines that help Parties make biosafety part of their national biodiversity strategies and action plans (NBSAPs) and national development plans.","zh":"为缔约方提供学习教材和指导方针，使生物安全成为国家发展计划与国家生物多样性战略和行动计划的组成部分。"}',1,'[{"en":"e-learning module","zh":"电子学习模块"},{"en":"toolkit","zh":"工具包"},{"en":"guidelines","zh":"指导方针"}]',2017,2018,'2017-02-01','2018-10-31',2,0,'CP-VIII/3','{"en":"annex, section D, row 1 of the table","zh":"附件，D节，表格第1行"}','[{"en":"The only row of the table that names languages: English, French and Spanish.","zh":"表中唯一注明语文的一行：英文、法文和西班牙文。"},{"en":"The result also covers sectoral policies and programmes; the indicator covers NBSAPs only.","zh":"预期成果还包括产业政策和方案，指标只涉及国家生物多样性战略和行动计划。"},{"en":"The Chinese text does not show whether one or several modules and toolkits are meant.","zh":"中文本看不出模块和工具包是一个还是多个。"}]',1);
INSERT INTO "activities" VALUES(2,1,2,NULL,98,1,'{"en":"Hold subregional training on mainstreaming biosafety into NBSAPs and development plans","zh":"举办次区域培训，讲授生物安全如何在发展计划与国家生物多样性战略和行动计划中主流化"}','{"en":"Mainstreaming training","zh":"主流化次区域培训"}','{"en":"With partners, subregional training on mainstreaming biosafety into NBSAPs and development plans. It uses the e-learning module and toolkit of activity 1, which the text cites by its number in the full plan, 97.","zh":"会同合作伙伴开展次区域培训，讲解如何在发展计划与国家生物多样性战略和行动计划中推动生物安全主流化。培训使用活动1的电子学习模块和工具包；文本引用时用的是活动1在完整计划中的编号97。"}',1,'[{"en":"subregional training","zh":"次区域培训"}]',2017,2018,'2017-06-01',NULL,2,0,'CP-VIII/3','{"en":"annex, section D, row 2 of the table","zh":"附件，D节，表格第2行"}','[{"en":"The first indicator is a count of people, the second a trend in countries.","zh":"第一项指标计人数，第二项看国家数目的趋势。"},{"en":"Same decisions and years as activity 1 but other possible partners; the University of Strathclyde is not listed here.","zh":"所引决定和年份与活动1相同，但可能的伙伴不同；此处未列斯特拉思克莱德大学。"}]',1);
INSERT INTO "activities" VALUES(3,1,3,NULL,99,1,'{"en":"Support pilot projects in selected developing countries for integrated implementation of the Cartagena Protocol and the Convention","zh":"支持选定发展中国家的试点项目，统筹执行《卡塔赫纳议定书》与《公约》"}','{"en":"Integrated implementation pilots","zh":"统筹执行试点项目"}','{"en":"Selected developing countries develop and apply practical national measures and approaches for implementing the Cartagena Protocol and the Convention on Biological Diversity together, and share good practices and lessons as they emerge.","zh":"选定的发展中国家通过试点，制定并采用在本国统筹执行《卡塔赫纳议定书》和《生物多样性公约》的实用措施和办法，并分享新的良好做法与经验教训。"}',2,'[{"en":"pilot projects","zh":"试点项目"},{"en":"case studies","zh":"个案研究"},{"en":"sharing good practices","zh":"交流良好做法"}]',2017,2020,'2017-03-15',NULL,3,0,'CP-VIII/3','{"en":"annex, section D, row 3 of the table","zh":"附件，D节，表格第3行"}','[{"en":"In the text the row is split by a page break: the end of the title and the paragraph of BS-VI/3 stand on the next page.","zh":"文本中该行被分页隔断：标题末尾以及BS-VI/3的段次印在下一页。"},{"en":"The only activity with three decisions, and the only one with a numeric target.","zh":"唯一引用三项决定的活动，也是唯一有数字目标的活动。"},{"en":"One sentence of the table joins an outcome (actions) and an output (case studies). It is kept as one result, read as an outcome, with two components.","zh":"表中一句话兼含成果（行动）和产出（个案研究）。这里仍作为一项，按成果处理，并列出两个组成部分。"}]',1);
INSERT INTO "activities" VALUES(4,1,4,NULL,100,1,'{"en":"Run training courses on risk assessment of living modified organisms","zh":"开办改性活生物体风险评估培训课程"}','{"en":"Risk assessment courses","zh":"风险评估培训课程"}','{"en":"Training courses that teach how to assess the risks of living modified organisms (LMOs).","zh":"讲授如何评估改性活生物体风险的培训课程。"}',3,'[{"en":"training courses","zh":"培训课程"}]',2017,2020,'2017-05-02',NULL,2,1,'CP-VIII/3','{"en":"annex, section D, row 4 of the table","zh":"附件，D节，表格第4行"}','[{"en":"The title says training courses; the indicator says regional training courses.","zh":"标题只说培训课程，指标则限定为区域培训课程。"}]',1);
INSERT INTO "activities" VALUES(5,1,5,NULL,101,1,'{"en":"Develop e-learning modules on living modified organisms","zh":"开发改性活生物体电子学习模块"}','{"en":"LMO e-learning modules","zh":"改性活生物体电子学习模块"}','{"en":"Interactive e-learning modules on LMOs that make training more cost-effective.","zh":"有关改性活生物体的互动式电子学习模块，使培训的成本效益更高。"}',4,'[{"en":"e-learning modules","zh":"电子学习模块"}]',2017,2020,'2017-09-01',NULL,3,1,'CP-VIII/3','{"en":"annex, section D, row 5 of the table","zh":"附件，D节，表格第5行"}','[{"en":"The row says only “on LMOs”. The decision it cites, BS-V/12, concerns risk assessment and risk management, so risk assessment may be the subject, but the row does not say so.","zh":"该行只说“关于改性活生物体”。所引第BS-V/12号决定涉及风险评估和风险管理，主题可能是风险评估，但该行没有写明。"},{"en":"The row names no languages.","zh":"该行未注明语文。"}]',1);
INSERT INTO "activities" VALUES(6,1,6,NULL,102,1,'{"en":"Run regional and subregional courses on the identification requirements of Article 18, paragraph 2 (a), and related decisions","zh":"开办区域和次区域课程，讲授第十八条第2(a)款的识别要求及相关决定"}','{"en":"Article 18(2)(a) courses","zh":"第十八条第2(a)款培训"}','{"en":"Regional and subregional training courses, so that Parties can apply what Article 18, paragraph 2 (a), of the Protocol and related decisions require for identifying LMOs.","zh":"面向区域和次区域的培训课程，使缔约方能够落实《议定书》第十八条第2(a)款及相关决定对识别改性活生物体的要求。"}',5,'[{"en":"training courses","zh":"培训课程"}]',2017,2020,'2018-01-15',NULL,3,1,'CP-VIII/3','{"en":"annex, section D, row 6 of the table","zh":"附件，D节，表格第6行"}','[{"en":"The indicators count Parties with domestic measures, not courses and not participants.","zh":"指标计算的是采取国内措施的缔约方，不是课程数，也不是参加人数。"},{"en":"The title covers Article 18, paragraph 2 (a), only. Illegal transboundary movements are the subject of Article 25 of the Protocol, which the row does not cite.","zh":"标题只涉及第十八条第2(a)款。非法越境转移属于《议定书》第二十五条，该行没有引用。"}]',1);
INSERT INTO "activities" VALUES(7,1,7,NULL,103,1,'{"en":"Hold workshops on sampling, detection and identification of living modified organisms","zh":"举办改性活生物体取样、检测和识别讲习班"}','{"en":"Sampling and detection workshops","zh":"取样、检测和识别讲习班"}','{"en":"Workshops on how to sample, detect and identify LMOs. They also help Parties to meet Article 17 of the Protocol.","zh":"讲习班传授改性活生物体的取样、检测和识别方法，也帮助缔约方履行《议定书》第十七条。"}',6,'[{"en":"workshops","zh":"讲习班"}]',2017,2020,'2017-02-14',NULL,2,0,'CP-VIII/3','{"en":"annex, section D, row 7 of the table","zh":"附件，D节，表格第7行"}','[{"en":"The row cites paragraph 10(b) of CP-VIII/16; activity 8 cites paragraph 10(a).","zh":"该行引用CP-VIII/16第10(b)段，活动8引用的是第10(a)段。"},{"en":"The possible partners differ from those of activities 8 and 11: the Joint Research Centre is here, the Network of Laboratories and UNEP are there.","zh":"可能的伙伴与活动8和11不同：此处有联合研究中心，活动8和11则有实验室网络和环境规划署。"},{"en":"The title says workshops; the first indicator says regional workshops.","zh":"标题只说讲习班，第一项指标则限定为区域讲习班。"}]',1);
INSERT INTO "activities" VALUES(8,1,8,NULL,104,1,'{"en":"Hold online discussions and knowledge-sharing sessions through the Network of Laboratories for the Detection and Identification of Living Modified Organisms","zh":"依托检测和识别改性活生物体实验室网络，开展在线讨论和知识分享"}','{"en":"Laboratory network exchanges","zh":"实验室网络在线交流"}','{"en":"Online discussions and sessions in which the Network of Laboratories for the Detection and Identification of Living Modified Organisms shares what it knows.","zh":"借助检测和识别改性活生物体实验室网络，举行在线讨论和知识分享会。"}',6,'[{"en":"online discussions","zh":"在线讨论"},{"en":"knowledge-sharing sessions","zh":"知识分享会"}]',2017,2020,'2017-03-01',NULL,3,0,'CP-VIII/3','{"en":"annex, section D, row 8 of the table","zh":"附件，D节，表格第8行"}','[{"en":"In the text every column of this row is split by a page break.","zh":"文本中该行各栏均被分页隔断。"},{"en":"The result speaks of illegal or unauthorized LMOs; the indicator of unauthorized LMOs only.","zh":"预期产出提到非法或未授权的改性活生物体，指标只提未授权的。"},{"en":"The row cites paragraph 10(a) of CP-VIII/16; activity 7 cites paragraph 10(b).","zh":"该行引用CP-VIII/16第10(a)段，活动7引用的是第10(b)段。"},{"en":"The Network named in the title is also listed as a possible partner.","zh":"标题中的实验室网络同时列为可能的伙伴。"}]',1);
INSERT INTO "activities" VALUES(9,1,9,NULL,105,1,'{"en":"Hold subregional workshops on public awareness of and education about living modified organisms","zh":"举办改性活生物体公众意识和教育次区域讲习班"}','{"en":"Public awareness workshops","zh":"公众意识和教育讲习班"}','{"en":"Subregional workshops on making the public aware of LMOs and on education about them.","zh":"以提高公众对改性活生物体的认识、开展相关教育为主题的次区域讲习班。"}',7,'[{"en":"subregional workshops","zh":"次区域讲习班"}]',2017,2020,'2017-10-01',NULL,2,0,'CP-VIII/3','{"en":"annex, section D, row 9 of the table","zh":"附件，D节，表格第9行"}','[{"en":"The title covers awareness and education; the result adds participation.","zh":"标题只涉及意识和教育，预期成果还加上参与。"},{"en":"This activity counts people; activity 10 counts Parties.","zh":"本活动计人数，活动10计缔约方数。"}]',1);
INSERT INTO "activities" VALUES(10,1,10,NULL,106,1,'{"en":"Run training courses on public participation and public access to information, in support of the programme of work on public awareness, education and participation","zh":"开办公众参与和公众获取信息培训课程，支持公众意识、教育和参与工作方案"}','{"en":"Public participation courses","zh":"公众参与和信息获取培训"}','{"en":"Training courses on public participation and public access to information. They advance the programme of work on public awareness, education and participation concerning LMOs.","zh":"以公众参与、公众获取信息为内容的培训课程，用以推进有关改性活生物体公众意识、教育和参与的工作方案。"}',7,'[{"en":"training courses","zh":"培训课程"}]',2017,2020,'2018-02-01',NULL,3,0,'CP-VIII/3','{"en":"annex, section D, row 10 of the table","zh":"附件，D节，表格第10行"}','[{"en":"The only possible partner is the Aarhus Convention; UNEP is not listed, unlike in activities 9, 12 and 13.","zh":"唯一可能的伙伴是《奥胡斯公约》；与活动9、12和13不同，未列环境规划署。"},{"en":"The last of the starred activities.","zh":"最后一项带星号的活动。"}]',1);
INSERT INTO "activities" VALUES(11,1,11,NULL,107,0,'{"en":"Develop training materials on sampling, detection and identification of living modified organisms, with relevant organizations","zh":"与有关组织合作编写改性活生物体取样、检测和识别培训材料"}','{"en":"Sampling and detection materials","zh":"取样、检测和识别培训材料"}','{"en":"Training materials on how to sample, detect and identify LMOs, prepared together with relevant organizations.","zh":"会同有关组织编写的培训材料，内容为如何对改性活生物体取样、检测和识别。"}',6,'[{"en":"training materials","zh":"培训材料"}]',2017,2020,NULL,NULL,3,0,'CP-VIII/3','{"en":"annex, section D, row 11 of the table","zh":"附件，D节，表格第11行"}','[{"en":"The first activity without a star.","zh":"第一项不带星号的活动。"},{"en":"The indicator counts collaborations on courses, not materials and not people trained.","zh":"指标计算的是课程方面的协作次数，不是材料数，也不是受训人数。"},{"en":"Only BS-VII/10, paragraph 5(d), is cited; activity 7 adds CP-VIII/16, paragraph 10(b).","zh":"只引用BS-VII/10第5(d)段；活动7另引CP-VIII/16第10(b)段。"}]',1);
INSERT INTO "activities" VALUES(12,1,12,NULL,108,0,'{"en":"Develop learning materials on public awareness of and education about living modified organisms","zh":"编写改性活生物体公众意识和教育学习教材"}','{"en":"Public awareness materials","zh":"公众意识和教育教材"}','{"en":"Learning materials on making the public aware of LMOs and on education about them.","zh":"以提高公众对改性活生物体的认识、开展相关教育为内容的学习教材。"}',7,'[{"en":"toolkits","zh":"工具包"},{"en":"best-practice manuals","zh":"最佳做法手册"}]',2017,2020,'2017-04-01','2018-12-14',2,0,'CP-VIII/3','{"en":"annex, section D, row 12 of the table","zh":"附件，D节，表格第12行"}','[{"en":"The second indicator counts materials downloaded; that of activity 8 counts downloads.","zh":"第二项指标计被下载的教材数，活动8的指标计下载次数。"},{"en":"BS-V/12 concerns risk assessment and sits oddly in an activity on public awareness; it is recorded as cited.","zh":"第BS-V/12号决定涉及风险评估，出现在公众意识活动中显得特殊；此处照录。"}]',1);
INSERT INTO "activities" VALUES(13,1,13,NULL,109,0,'{"en":"Support online networks and communities of practice on public awareness, education and participation","zh":"支持公众意识、教育和参与方面的在线网络和同业交流群"}','{"en":"Online communities of practice","zh":"在线网络和同业交流群"}','{"en":"Support for online networks and communities of practice that exchange knowledge and lessons learned on public awareness, education and participation.","zh":"扶持在线网络和同业交流群，便于各方就公众意识、教育和参与互通知识和经验教训。"}',7,'[{"en":"online networks","zh":"在线网络"},{"en":"communities of practice","zh":"同业交流群"}]',2017,2020,'2017-05-15',NULL,3,0,'CP-VIII/3','{"en":"annex, section D, row 13 of the table","zh":"附件，D节，表格第13行"}','[{"en":"The result is about Parties; the indicator is about individuals, and is a trend.","zh":"预期成果针对缔约方，指标针对个人，且为趋势。"}]',1);
INSERT INTO "activities" VALUES(14,1,14,NULL,110,0,'{"en":"Hold workshops to raise awareness of the Nagoya–Kuala Lumpur Supplementary Protocol on Liability and Redress","zh":"举办讲习班，宣传《关于赔偿责任和补救的名古屋－吉隆坡补充议定书》"}','{"en":"Supplementary Protocol workshops","zh":"补充议定书讲习班"}','{"en":"Workshops that make the Nagoya–Kuala Lumpur Supplementary Protocol on Liability and Redress better known and better understood.","zh":"通过讲习班，让《关于赔偿责任和补救的名古屋－吉隆坡补充议定书》更为人知、更被理解。"}',8,'[{"en":"workshops","zh":"讲习班"}]',2017,2020,'2018-03-05',NULL,2,1,'CP-VIII/3','{"en":"annex, section D, row 14 of the table","zh":"附件，D节，表格第14行"}','[{"en":"No star, and partners to be determined.","zh":"不带星号，伙伴待定。"},{"en":"Counts Parties, not people.","zh":"计缔约方数，不计人数。"},{"en":"The Chinese text has a stray comma within the result.","zh":"中文本的预期成果中多出一个逗号。"}]',1);
CREATE TABLE activity_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  decision_code TEXT NOT NULL REFERENCES decisions (code),
  paragraphs TEXT,
  note TEXT NOT NULL,
  UNIQUE (activity_id, position)
);
INSERT INTO "activity_decisions" VALUES(1,1,0,'BS-VII/5','10','{}');
INSERT INTO "activity_decisions" VALUES(2,1,1,'BS-VII/1','5','{}');
INSERT INTO "activity_decisions" VALUES(3,2,0,'BS-VII/5','10','{}');
INSERT INTO "activity_decisions" VALUES(4,2,1,'BS-VII/1','5','{}');
INSERT INTO "activity_decisions" VALUES(5,3,0,'XII/29','9-11','{"en":"A decision of the Conference of the Parties to the Convention, although the column is headed as decisions of the meeting of the Parties to the Protocol; it carries no prefix BS- or CP-.","zh":"这是《公约》缔约方大会的决定，而该栏标题所指为议定书缔约方会议的决定；编号没有BS-或CP-前缀。"}');
INSERT INTO "activity_decisions" VALUES(6,3,1,'BS-VII/5','12, 18','{}');
INSERT INTO "activity_decisions" VALUES(7,3,2,'BS-VI/3','9','{"en":"A page break separates the code from its paragraph number.","zh":"编号与段次被分页隔开。"}');
INSERT INTO "activity_decisions" VALUES(8,4,0,'BS-VII/12','11-14','{}');
INSERT INTO "activity_decisions" VALUES(9,5,0,'BS-V/12','9(d)','{}');
INSERT INTO "activity_decisions" VALUES(10,6,0,'BS-III/10',NULL,'{"en":"The table cites no paragraph.","zh":"表中未注明段次。"}');
INSERT INTO "activity_decisions" VALUES(11,7,0,'BS-VII/10','5(d)','{}');
INSERT INTO "activity_decisions" VALUES(12,7,1,'CP-VIII/16','10(b)','{}');
INSERT INTO "activity_decisions" VALUES(13,8,0,'BS-V/9','5','{}');
INSERT INTO "activity_decisions" VALUES(14,8,1,'CP-VIII/16','10(a)','{}');
INSERT INTO "activity_decisions" VALUES(15,9,0,'BS-V/13',NULL,'{"en":"The table cites no paragraph.","zh":"表中未注明段次。"}');
INSERT INTO "activity_decisions" VALUES(16,10,0,'CP-VIII/18','6','{}');
INSERT INTO "activity_decisions" VALUES(17,11,0,'BS-VII/10','5(d)','{}');
INSERT INTO "activity_decisions" VALUES(18,12,0,'BS-V/12',NULL,'{"en":"The table cites no paragraph. The decision concerns risk assessment; recorded as cited.","zh":"表中未注明段次。该决定涉及风险评估，此处照录。"}');
INSERT INTO "activity_decisions" VALUES(19,12,1,'BS-V/13',NULL,'{"en":"The table cites no paragraph.","zh":"表中未注明段次。"}');
INSERT INTO "activity_decisions" VALUES(20,13,0,'BS-V/13',NULL,'{"en":"The table cites no paragraph.","zh":"表中未注明段次。"}');
INSERT INTO "activity_decisions" VALUES(21,14,0,'CP-VIII/11','4','{}');
CREATE TABLE activity_dependencies (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  depends_on_id INTEGER NOT NULL REFERENCES activities (id),
  relation TEXT NOT NULL,
  cited_as TEXT NOT NULL,
  PRIMARY KEY (activity_id, depends_on_id)
);
INSERT INTO "activity_dependencies" VALUES(2,1,'uses-materials-of','97');
CREATE TABLE activity_partners (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY (activity_id, organisation_id)
);
INSERT INTO "activity_partners" VALUES(1,5,0,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(2,1,0,'collaborating','confirmed');
INSERT INTO "activity_partners" VALUES(2,2,1,'possible','listed');
INSERT INTO "activity_partners" VALUES(2,3,2,'possible','listed');
INSERT INTO "activity_partners" VALUES(3,1,0,'possible','listed');
INSERT INTO "activity_partners" VALUES(3,2,1,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(3,3,2,'collaborating','confirmed');
INSERT INTO "activity_partners" VALUES(7,4,0,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(7,6,1,'possible','listed');
INSERT INTO "activity_partners" VALUES(8,7,0,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(8,6,1,'collaborating','confirmed');
INSERT INTO "activity_partners" VALUES(8,1,2,'possible','listed');
INSERT INTO "activity_partners" VALUES(9,1,0,'possible','listed');
INSERT INTO "activity_partners" VALUES(9,8,1,'collaborating','confirmed');
INSERT INTO "activity_partners" VALUES(10,8,0,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(11,7,0,'possible','listed');
INSERT INTO "activity_partners" VALUES(11,6,1,'possible','listed');
INSERT INTO "activity_partners" VALUES(11,1,2,'possible','listed');
INSERT INTO "activity_partners" VALUES(12,1,0,'implementing','confirmed');
INSERT INTO "activity_partners" VALUES(12,8,1,'possible','listed');
INSERT INTO "activity_partners" VALUES(13,1,0,'collaborating','confirmed');
INSERT INTO "activity_partners" VALUES(13,8,1,'possible','listed');
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  stored_as TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT attachments_size CHECK (size > 0)
);
INSERT INTO "attachments" VALUES(1,25,'04ad66f5d23659c0fdf5c4c373161929','programme.pdf','pdf',22,'a451c3c73841301061ecd623ef671e826eeb74e65019b9199a2d2d72ef95729b',4,'2019-03-12 04:44:07.899431890');
CREATE TABLE calendar_addresses (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  nonce TEXT NOT NULL,
  made_at TIMESTAMP NOT NULL
);
INSERT INTO "calendar_addresses" VALUES(2,'FSRS0rxH7kd370iOhceeTnohJ91C2D31ile4tphcsYg','2019-03-12 04:44:07.879649647');
CREATE TABLE contribution_activities (
  contribution_id INTEGER NOT NULL REFERENCES contributions (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (contribution_id, activity_id)
);
INSERT INTO "contribution_activities" VALUES(1,7);
INSERT INTO "contribution_activities" VALUES(1,8);
INSERT INTO "contribution_activities" VALUES(2,2);
CREATE TABLE contribution_payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contribution_id INTEGER NOT NULL REFERENCES contributions (id) ON DELETE CASCADE,
  received BIGINT NOT NULL,
  received_on DATE NOT NULL,
  CONSTRAINT contribution_payments_received CHECK (received > 0)
);
INSERT INTO "contribution_payments" VALUES(1,1,6000000,'2017-04-03');
INSERT INTO "contribution_payments" VALUES(2,1,4500000,'2018-03-19');
INSERT INTO "contribution_payments" VALUES(3,2,4250075,'2018-02-26');
CREATE TABLE contributions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  donor_id INTEGER NOT NULL REFERENCES organisations (id),
  currency TEXT NOT NULL,
  pledged BIGINT NOT NULL,
  pledged_on DATE NOT NULL,
  whole_plan BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP,
  cancel_reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT contributions_pledged CHECK (pledged > 0),
  CONSTRAINT contributions_cancelled CHECK (cancelled_at IS NULL OR cancel_reason IS NOT NULL)
);
INSERT INTO "contributions" VALUES(1,'demo-0',66,'USD',12000000,'2017-02-20',0,'Invented agreement 1','','2017-02-20 09:00:00',NULL,NULL,0);
INSERT INTO "contributions" VALUES(2,'demo-1',66,'EUR',4000000,'2018-01-15',0,'Invented agreement 2','','2018-01-15 09:00:00',NULL,NULL,0);
INSERT INTO "contributions" VALUES(3,'demo-2',2,'USD',2500000,'2018-11-05',1,'Invented letter of 5 November 2018','','2018-11-05 09:00:00',NULL,NULL,0);
CREATE TABLE countries (
  iso2 TEXT NOT NULL PRIMARY KEY,
  iso3 TEXT,
  m49 TEXT,
  name TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  regional_group TEXT,
  is_ldc_2017 BOOLEAN,
  is_ldc_today BOOLEAN,
  ldc_until DATE,
  is_sids BOOLEAN,
  is_economy_in_transition BOOLEAN,
  is_cbd_party BOOLEAN,
  cbd_party_since DATE,
  is_cpb_party BOOLEAN,
  cpb_party_since DATE,
  is_nkl_party BOOLEAN,
  nkl_party_since DATE,
  notes TEXT NOT NULL
);
INSERT INTO "countries" VALUES('AD','AND','020','{"ar":"أندورا","en":"Andorra","es":"Andorra","fr":"Andorre","ru":"Андорра","zh":"安道尔"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'2015-05-05',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('AE','ARE','784','{"ar":"الإمارات العربية المتحدة","en":"United Arab Emirates","es":"Emiratos Árabes Unidos","fr":"Émirats arabes unis","ru":"Объединенные Арабские Эмираты","zh":"阿拉伯联合酋长国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2000-05-10',1,'2014-12-11',1,'2018-03-05','CPB instrument type derived: not a signatory, hence accession.');
INSERT INTO "countries" VALUES('AF','AFG','004','{"ar":"أفغانستان","en":"Afghanistan","es":"Afganistán","fr":"Afghanistan","ru":"Афганистан","zh":"阿富汗"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'2002-12-18',1,'2013-05-21',NULL,NULL,'');
INSERT INTO "countries" VALUES('AG','ATG','028','{"ar":"أنتيغوا وبربودا","en":"Antigua and Barbuda","es":"Antigua y Barbuda","fr":"Antigua-et-Barbuda","ru":"Антигуа и Барбуда","zh":"安提瓜和巴布达"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1993-12-29',1,'2003-12-09',NULL,NULL,'');
INSERT INTO "countries" VALUES('AL','ALB','008','{"ar":"ألبانيا","en":"Albania","es":"Albania","fr":"Albanie","ru":"Албания","zh":"阿尔巴尼亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1994-04-05',1,'2005-05-09',1,'2018-03-05','');
INSERT INTO "countries" VALUES('AM','ARM','051','{"ar":"أرمينيا","en":"Armenia","es":"Armenia","fr":"Arménie","ru":"Армения","zh":"亚美尼亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1993-12-29',1,'2004-07-29',NULL,NULL,'');
INSERT INTO "countries" VALUES('AO','AGO','024','{"ar":"أنغولا","en":"Angola","es":"Angola","fr":"Angola","ru":"Ангола","zh":"安哥拉"}','UN member State','Africa',1,1,NULL,0,0,1,'1998-06-30',1,'2009-05-28',NULL,NULL,'');
INSERT INTO "countries" VALUES('AR','ARG','032','{"ar":"الأرجنتين","en":"Argentina","es":"Argentina","fr":"Argentine","ru":"Аргентина","zh":"阿根廷"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-02-20',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('AT','AUT','040','{"ar":"النمسا","en":"Austria","es":"Austria","fr":"Autriche","ru":"Австрия","zh":"奥地利"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-11-16',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('AU','AUS','036','{"ar":"أستراليا","en":"Australia","es":"Australia","fr":"Australie","ru":"Австралия","zh":"澳大利亚"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1993-12-29',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('AZ','AZE','031','{"ar":"أذربيجان","en":"Azerbaijan","es":"Azerbaiyán","fr":"Azerbaïdjan","ru":"Азербайджан","zh":"阿塞拜疆"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'2000-11-01',1,'2005-06-30',NULL,NULL,'');
INSERT INTO "countries" VALUES('BA','BIH','070','{"ar":"البوسنة والهرسك","en":"Bosnia and Herzegovina","es":"Bosnia y Herzegovina","fr":"Bosnie-Herzégovine","ru":"Босния и Герцеговина","zh":"波斯尼亚和黑塞哥维那"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'2002-11-24',1,'2009-12-30',NULL,NULL,'');
INSERT INTO "countries" VALUES('BB','BRB','052','{"ar":"بربادوس","en":"Barbados","es":"Barbados","fr":"Barbade","ru":"Барбадос","zh":"巴巴多斯"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-03-10',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('BD','BGD','050','{"ar":"بنغلاديش","en":"Bangladesh","es":"Bangladesh","fr":"Bangladesh","ru":"Бангладеш","zh":"孟加拉国"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1994-08-01',1,'2004-05-05',NULL,NULL,'Graduation scheduled 2026-11-24; three-year extension to 2029-11-24 requested and supported by the CDP (June 2026); General Assembly decision not found.');
INSERT INTO "countries" VALUES('BE','BEL','056','{"ar":"بلجيكا","en":"Belgium","es":"Bélgica","fr":"Belgique","ru":"Бельгия","zh":"比利时"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1997-02-20',1,'2004-07-14',NULL,NULL,'');
INSERT INTO "countries" VALUES('BF','BFA','854','{"ar":"بوركينا فاسو","en":"Burkina Faso","es":"Burkina Faso","fr":"Burkina Faso","ru":"Буркина-Фасо","zh":"布基纳法索"}','UN member State','Africa',1,1,NULL,0,0,1,'1993-12-29',1,'2003-11-02',1,'2018-03-05','');
INSERT INTO "countries" VALUES('BG','BGR','100','{"ar":"بلغاريا","en":"Bulgaria","es":"Bulgaria","fr":"Bulgarie","ru":"Болгария","zh":"保加利亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1996-07-16',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('BH','BHR','048','{"ar":"البحرين","en":"Bahrain","es":"Bahrein","fr":"Bahreïn","ru":"Бахрейн","zh":"巴林"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1996-11-28',1,'2012-05-07',NULL,NULL,'Was on the UN-OHRLLS SIDS list until April 2023; not on the UN DESA list used here.');
INSERT INTO "countries" VALUES('BI','BDI','108','{"ar":"بوروندي","en":"Burundi","es":"Burundi","fr":"Burundi","ru":"Бурунди","zh":"布隆迪"}','UN member State','Africa',1,1,NULL,0,0,1,'1997-07-14',1,'2008-12-31',NULL,NULL,'');
INSERT INTO "countries" VALUES('BJ','BEN','204','{"ar":"بنن","en":"Benin","es":"Benin","fr":"Bénin","ru":"Бенин","zh":"贝宁"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-09-28',1,'2005-05-31',NULL,NULL,'');
INSERT INTO "countries" VALUES('BN','BRN','096','{"ar":"بروني دار السلام","en":"Brunei Darussalam","es":"Brunei Darussalam","fr":"Brunéi Darussalam","ru":"Бруней-Даруссалам","zh":"文莱达鲁萨兰国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2008-07-27',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('BO','BOL','068','{"ar":"بوليفيا (دولة - المتعددة القوميات)","en":"Bolivia (Plurinational State of)","es":"Bolivia (Estado Plurinacional de)","fr":"Bolivie (État plurinational de)","ru":"Боливия (Многонациональное Государство)","zh":"多民族玻利维亚国"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-01-01',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('BR','BRA','076','{"ar":"البرازيل","en":"Brazil","es":"Brasil","fr":"Brésil","ru":"Бразилия","zh":"巴西"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-05-29',1,'2004-02-22',NULL,NULL,'');
INSERT INTO "countries" VALUES('BS','BHS','044','{"ar":"جزر البهاما","en":"Bahamas","es":"Bahamas","fr":"Bahamas","ru":"Багамские Острова","zh":"巴哈马"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1993-12-29',1,'2004-04-14',NULL,NULL,'');
INSERT INTO "countries" VALUES('BT','BTN','064','{"ar":"بوتان","en":"Bhutan","es":"Bhután","fr":"Bhoutan","ru":"Бутан","zh":"不丹"}','UN member State','Asia and the Pacific',1,0,'2023-12-13',0,0,1,'1995-11-23',1,'2003-09-11',NULL,NULL,'LDC until December 2023 (month sourced, day general knowledge).');
INSERT INTO "countries" VALUES('BW','BWA','072','{"ar":"بوتسوانا","en":"Botswana","es":"Botswana","fr":"Botswana","ru":"Ботсвана","zh":"博茨瓦纳"}','UN member State','Africa',0,0,NULL,0,0,1,'1996-01-10',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('BY','BLR','112','{"ar":"بيلاروس","en":"Belarus","es":"Belarús","fr":"Bélarus","ru":"Беларусь","zh":"白俄罗斯"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('BZ','BLZ','084','{"ar":"بليز","en":"Belize","es":"Belice","fr":"Belize","ru":"Белиз","zh":"伯利兹"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-03-30',1,'2004-05-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('CA','CAN','124','{"ar":"كندا","en":"Canada","es":"Canadá","fr":"Canada","ru":"Канада","zh":"加拿大"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1993-12-29',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('CD','COD','180','{"ar":"جمهورية الكونغو الديمقراطية","en":"Democratic Republic of the Congo","es":"República Democrática del Congo","fr":"République démocratique du Congo","ru":"Демократическая Республика Конго","zh":"刚果民主共和国"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-03-03',1,'2005-06-21',1,'2018-03-05','');
INSERT INTO "countries" VALUES('CF','CAF','140','{"ar":"جمهورية أفريقيا الوسطى","en":"Central African Republic","es":"República Centroafricana","fr":"République centrafricaine","ru":"Центральноафриканская Республика","zh":"中非共和国"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-06-13',1,'2009-02-16',1,'2018-03-05','');
INSERT INTO "countries" VALUES('CG','COG','178','{"ar":"الكونغو","en":"Congo","es":"Congo","fr":"Congo","ru":"Конго","zh":"刚果"}','UN member State','Africa',0,0,NULL,0,0,1,'1996-10-30',1,'2006-10-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('CH','CHE','756','{"ar":"سويسرا","en":"Switzerland","es":"Suiza","fr":"Suisse","ru":"Швейцария","zh":"瑞士"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1995-02-19',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('CI','CIV','384','{"ar":"كوت ديفوار","en":"Côte d''Ivoire","es":"Côte d’Ivoire","fr":"Côte d’Ivoire","ru":"Кот-д''Ивуар","zh":"科特迪瓦"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-02-27',1,'2015-06-10',NULL,NULL,'name_en restored to the official form (source copy had Ivory Coast).');
INSERT INTO "countries" VALUES('CK','COK','184','{"ar":"جزر كوك","en":"Cook Islands","es":"Islas Cook","fr":"Îles Cook","ru":"Острова Кука","zh":"库克群岛"}','Non-member State (CBD Party)','Asia and the Pacific',0,0,NULL,1,0,1,'1993-12-29',0,NULL,0,NULL,'SIDS, but not a UN member (37 UN members + Cook Islands and Niue = 39).');
INSERT INTO "countries" VALUES('CL','CHL','152','{"ar":"شيلي","en":"Chile","es":"Chile","fr":"Chili","ru":"Чили","zh":"智利"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-12-08',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('CM','CMR','120','{"ar":"الكاميرون","en":"Cameroon","es":"Camerún","fr":"Cameroun","ru":"Камерун","zh":"喀麦隆"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-01-17',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('CN','CHN','156','{"ar":"الصين","en":"China","es":"China","fr":"Chine","ru":"Китай","zh":"中国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1993-12-29',1,'2005-09-06',NULL,NULL,'');
INSERT INTO "countries" VALUES('CO','COL','170','{"ar":"كولومبيا","en":"Colombia","es":"Colombia","fr":"Colombie","ru":"Колумбия","zh":"哥伦比亚"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-02-26',1,'2003-09-11',1,NULL,'NKL: national source says ratified April 2020; deposit date not found.');
INSERT INTO "countries" VALUES('CR','CRI','188','{"ar":"كوستاريكا","en":"Costa Rica","es":"Costa Rica","fr":"Costa Rica","ru":"Коста-Рика","zh":"哥斯达黎加"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-11-24',1,'2007-05-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('CU','CUB','192','{"ar":"كوبا","en":"Cuba","es":"Cuba","fr":"Cuba","ru":"Куба","zh":"古巴"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-06-06',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('CV','CPV','132','{"ar":"كابو فيردي","en":"Cabo Verde","es":"Cabo Verde","fr":"Cabo Verde","ru":"Кабо-Верде","zh":"佛得角"}','UN member State','Africa',0,0,NULL,1,0,1,'1995-06-27',1,'2006-01-30',NULL,NULL,'');
INSERT INTO "countries" VALUES('CY','CYP','196','{"ar":"قبرص","en":"Cyprus","es":"Chipre","fr":"Chypre","ru":"Кипр","zh":"塞浦路斯"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1996-10-08',1,'2004-03-04',NULL,NULL,'');
INSERT INTO "countries" VALUES('CZ','CZE','203','{"ar":"تشيكيا","en":"Czechia","es":"Chequia","fr":"Tchéquie","ru":"Чехия","zh":"捷克"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1994-03-03',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('DE','DEU','276','{"ar":"ألمانيا","en":"Germany","es":"Alemania","fr":"Allemagne","ru":"Германия","zh":"德国"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-21',1,'2004-02-18',1,'2018-03-05','');
INSERT INTO "countries" VALUES('DJ','DJI','262','{"ar":"جيبوتي","en":"Djibouti","es":"Djibouti","fr":"Djibouti","ru":"Джибути","zh":"吉布提"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-11-30',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('DK','DNK','208','{"ar":"الدانمرك","en":"Denmark","es":"Dinamarca","fr":"Danemark","ru":"Дания","zh":"丹麦"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-21',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('DM','DMA','212','{"ar":"دومينيكا","en":"Dominica","es":"Dominica","fr":"Dominique","ru":"Доминика","zh":"多米尼克"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-07-05',1,'2004-10-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('DO','DOM','214','{"ar":"الجمهورية الدومينيكية","en":"Dominican Republic","es":"República Dominicana","fr":"République dominicaine","ru":"Доминиканская Республика","zh":"多米尼加"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1997-02-23',1,'2006-09-18',NULL,NULL,'');
INSERT INTO "countries" VALUES('DZ','DZA','012','{"ar":"الجزائر","en":"Algeria","es":"Argelia","fr":"Algérie","ru":"Алжир","zh":"阿尔及利亚"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-11-12',1,'2004-11-03',NULL,NULL,'');
INSERT INTO "countries" VALUES('EC','ECU','218','{"ar":"إكوادور","en":"Ecuador","es":"Ecuador","fr":"Équateur","ru":"Эквадор","zh":"厄瓜多尔"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('EE','EST','233','{"ar":"إستونيا","en":"Estonia","es":"Estonia","fr":"Estonie","ru":"Эстония","zh":"爱沙尼亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1994-10-25',1,'2004-06-22',1,'2018-03-05','');
INSERT INTO "countries" VALUES('EG','EGY','818','{"ar":"مصر","en":"Egypt","es":"Egipto","fr":"Égypte","ru":"Египет","zh":"埃及"}','UN member State','Africa',0,0,NULL,0,0,1,'1994-08-31',1,'2004-03-22',NULL,NULL,'');
INSERT INTO "countries" VALUES('ER','ERI','232','{"ar":"إريتريا","en":"Eritrea","es":"Eritrea","fr":"Érythrée","ru":"Эритрея","zh":"厄立特里亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-06-19',1,'2005-06-08',NULL,NULL,'');
INSERT INTO "countries" VALUES('ES','ESP','724','{"ar":"إسبانيا","en":"Spain","es":"España","fr":"Espagne","ru":"Испания","zh":"西班牙"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-21',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('ET','ETH','231','{"ar":"إثيوبيا","en":"Ethiopia","es":"Etiopía","fr":"Éthiopie","ru":"Эфиопия","zh":"埃塞俄比亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-07-04',1,'2004-01-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('EU',NULL,NULL,'{"ar":"الاتحاد الأوروبي","en":"European Union","es":"Unión Europea","fr":"Union européenne","ru":"Европейский союз","zh":"欧洲联盟"}','Regional economic integration organization','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-21',1,'2003-09-11',1,'2018-03-05','ISO 3166-1 reserves EU exceptionally; no M49 code. Not a State: ldc/sids/economy_in_transition set to no.');
INSERT INTO "countries" VALUES('FI','FIN','246','{"ar":"فنلندا","en":"Finland","es":"Finlandia","fr":"Finlande","ru":"Финляндия","zh":"芬兰"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-10-25',1,'2004-10-07',1,'2018-03-05','');
INSERT INTO "countries" VALUES('FJ','FJI','242','{"ar":"فيجي","en":"Fiji","es":"Fiji","fr":"Fidji","ru":"Фиджи","zh":"斐济"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('FM','FSM','583','{"ar":"ميكرونيزيا (ولايات - الموحدة)","en":"Micronesia (Federated States of)","es":"Micronesia (Estados Federados de)","fr":"Micronésie (États fédérés de)","ru":"Микронезия (Федеративные Штаты)","zh":"密克罗尼西亚联邦"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1994-09-18',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('FR','FRA','250','{"ar":"فرنسا","en":"France","es":"Francia","fr":"France","ru":"Франция","zh":"法国"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-09-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('GA','GAB','266','{"ar":"غابون","en":"Gabon","es":"Gabón","fr":"Gabon","ru":"Габон","zh":"加蓬"}','UN member State','Africa',0,0,NULL,0,0,1,'1997-06-12',1,'2007-07-31',NULL,NULL,'');
INSERT INTO "countries" VALUES('GB','GBR','826','{"ar":"المملكة المتحدة لبريطانيا العظمى وآيرلندا الشمالية","en":"United Kingdom of Great Britain and Northern Ireland","es":"Reino Unido de Gran Bretaña e Irlanda del Norte","fr":"Royaume-Uni de Grande-Bretagne et d’Irlande du Nord","ru":"Соединенное Королевство Великобритании и Северной Ирландии","zh":"大不列颠及北爱尔兰联合王国"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-09-01',1,'2004-02-17',1,'2018-03-05','');
INSERT INTO "countries" VALUES('GD','GRD','308','{"ar":"غرينادا","en":"Grenada","es":"Granada","fr":"Grenade","ru":"Гренада","zh":"格林纳达"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-11-09',1,'2004-05-05',NULL,NULL,'');
INSERT INTO "countries" VALUES('GE','GEO','268','{"ar":"جورجيا","en":"Georgia","es":"Georgia","fr":"Géorgie","ru":"Грузия","zh":"格鲁吉亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1994-08-31',1,'2009-02-02',NULL,NULL,'');
INSERT INTO "countries" VALUES('GH','GHA','288','{"ar":"غانا","en":"Ghana","es":"Ghana","fr":"Ghana","ru":"Гана","zh":"加纳"}','UN member State','Africa',0,0,NULL,0,0,1,'1994-11-27',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('GM','GMB','270','{"ar":"غامبيا","en":"Gambia","es":"Gambia","fr":"Gambie","ru":"Гамбия","zh":"冈比亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-09-08',1,'2004-09-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('GN','GIN','324','{"ar":"غينيا","en":"Guinea","es":"Guinea","fr":"Guinée","ru":"Гвинея","zh":"几内亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1993-12-29',1,'2008-03-10',NULL,NULL,'');
INSERT INTO "countries" VALUES('GQ','GNQ','226','{"ar":"غينيا الاستوائية","en":"Equatorial Guinea","es":"Guinea Ecuatorial","fr":"Guinée équatoriale","ru":"Экваториальная Гвинея","zh":"赤道几内亚"}','UN member State','Africa',0,0,'2017-06-04',0,0,1,'1995-03-06',0,NULL,0,NULL,'LDC until June 2017 (month sourced, day general knowledge); still an LDC in December 2016.');
INSERT INTO "countries" VALUES('GR','GRC','300','{"ar":"اليونان","en":"Greece","es":"Grecia","fr":"Grèce","ru":"Греция","zh":"希腊"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-11-02',1,'2004-08-19',NULL,NULL,'');
INSERT INTO "countries" VALUES('GT','GTM','320','{"ar":"غواتيمالا","en":"Guatemala","es":"Guatemala","fr":"Guatemala","ru":"Гватемала","zh":"危地马拉"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-10-08',1,'2005-01-26',NULL,NULL,'');
INSERT INTO "countries" VALUES('GW','GNB','624','{"ar":"غينيا - بيساو","en":"Guinea-Bissau","es":"Guinea-Bissau","fr":"Guinée-Bissau","ru":"Гвинея-Бисау","zh":"几内亚比绍"}','UN member State','Africa',1,1,NULL,1,0,1,'1996-01-25',1,'2010-08-17',1,'2018-03-05','');
INSERT INTO "countries" VALUES('GY','GUY','328','{"ar":"غيانا","en":"Guyana","es":"Guyana","fr":"Guyana","ru":"Гайана","zh":"圭亚那"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1994-11-27',1,'2008-06-16',NULL,NULL,'');
INSERT INTO "countries" VALUES('HN','HND','340','{"ar":"هندوراس","en":"Honduras","es":"Honduras","fr":"Honduras","ru":"Гондурас","zh":"洪都拉斯"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-10-29',1,'2009-02-16',NULL,NULL,'');
INSERT INTO "countries" VALUES('HR','HRV','191','{"ar":"كرواتيا","en":"Croatia","es":"Croacia","fr":"Croatie","ru":"Хорватия","zh":"克罗地亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1997-01-05',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('HT','HTI','332','{"ar":"هايتي","en":"Haiti","es":"Haití","fr":"Haïti","ru":"Гаити","zh":"海地"}','UN member State','Latin America and the Caribbean',1,1,NULL,1,0,1,'1996-12-24',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('HU','HUN','348','{"ar":"هنغاريا","en":"Hungary","es":"Hungría","fr":"Hongrie","ru":"Венгрия","zh":"匈牙利"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1994-05-25',1,'2004-04-12',1,'2018-03-05','');
INSERT INTO "countries" VALUES('ID','IDN','360','{"ar":"إندونيسيا","en":"Indonesia","es":"Indonesia","fr":"Indonésie","ru":"Индонезия","zh":"印度尼西亚"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-11-21',1,'2005-03-03',NULL,NULL,'');
INSERT INTO "countries" VALUES('IE','IRL','372','{"ar":"آيرلندا","en":"Ireland","es":"Irlanda","fr":"Irlande","ru":"Ирландия","zh":"爱尔兰"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1996-06-20',1,'2004-02-12',1,'2018-03-05','');
INSERT INTO "countries" VALUES('IL','ISR','376','{"ar":"إسرائيل","en":"Israel","es":"Israel","fr":"Israël","ru":"Израиль","zh":"以色列"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1995-11-05',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('IN','IND','356','{"ar":"الهند","en":"India","es":"India","fr":"Inde","ru":"Индия","zh":"印度"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-05-19',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('IQ','IRQ','368','{"ar":"العراق","en":"Iraq","es":"Iraq","fr":"Iraq","ru":"Ирак","zh":"伊拉克"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2009-10-26',1,'2014-06-01',NULL,NULL,'');
INSERT INTO "countries" VALUES('IR','IRN','364','{"ar":"إيران (جمهورية - الإسلامية)","en":"Iran (Islamic Republic of)","es":"Irán (República Islámica del)","fr":"Iran (République islamique d’)","ru":"Иран (Исламская Республика)","zh":"伊朗伊斯兰共和国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1996-11-04',1,'2004-02-18',NULL,NULL,'');
INSERT INTO "countries" VALUES('IS','ISL','352','{"ar":"آيسلندا","en":"Iceland","es":"Islandia","fr":"Islande","ru":"Исландия","zh":"冰岛"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-12-11',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('IT','ITA','380','{"ar":"إيطاليا","en":"Italy","es":"Italia","fr":"Italie","ru":"Италия","zh":"意大利"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-07-14',1,'2004-06-22',NULL,NULL,'');
INSERT INTO "countries" VALUES('JM','JAM','388','{"ar":"جامايكا","en":"Jamaica","es":"Jamaica","fr":"Jamaïque","ru":"Ямайка","zh":"牙买加"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1995-04-06',1,'2012-12-24',NULL,NULL,'');
INSERT INTO "countries" VALUES('JO','JOR','400','{"ar":"الأردن","en":"Jordan","es":"Jordania","fr":"Jordanie","ru":"Иордания","zh":"约旦"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-02-10',1,'2004-02-09',NULL,NULL,'');
INSERT INTO "countries" VALUES('JP','JPN','392','{"ar":"اليابان","en":"Japan","es":"Japón","fr":"Japon","ru":"Япония","zh":"日本"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1993-12-29',1,'2004-02-19',1,'2018-03-05','');
INSERT INTO "countries" VALUES('KE','KEN','404','{"ar":"كينيا","en":"Kenya","es":"Kenya","fr":"Kenya","ru":"Кения","zh":"肯尼亚"}','UN member State','Africa',0,0,NULL,0,0,1,'1994-10-24',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('KG','KGZ','417','{"ar":"قيرغيزستان","en":"Kyrgyzstan","es":"Kirguistán","fr":"Kirghizistan","ru":"Кыргызстан","zh":"吉尔吉斯斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,1,1,'1996-11-04',1,'2006-01-03',NULL,NULL,'');
INSERT INTO "countries" VALUES('KH','KHM','116','{"ar":"كمبوديا","en":"Cambodia","es":"Camboya","fr":"Cambodge","ru":"Камбоджа","zh":"柬埔寨"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1995-05-10',1,'2003-12-16',1,'2018-03-05','');
INSERT INTO "countries" VALUES('KI','KIR','296','{"ar":"كيريباس","en":"Kiribati","es":"Kiribati","fr":"Kiribati","ru":"Кирибати","zh":"基里巴斯"}','UN member State','Asia and the Pacific',1,1,NULL,1,0,1,'1994-11-14',1,'2004-07-19',NULL,NULL,'');
INSERT INTO "countries" VALUES('KM','COM','174','{"ar":"جزر القمر","en":"Comoros","es":"Comoras","fr":"Comores","ru":"Коморские Острова","zh":"科摩罗"}','UN member State','Africa',1,1,NULL,1,0,1,'1994-12-28',1,'2009-06-23',NULL,NULL,'');
INSERT INTO "countries" VALUES('KN','KNA','659','{"ar":"سانت كيتس ونيفس","en":"Saint Kitts and Nevis","es":"Saint Kitts y Nevis","fr":"Saint-Kitts-et-Nevis","ru":"Сент-Китс и Невис","zh":"圣基茨和尼维斯"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('KP','PRK','408','{"ar":"جمهورية كوريا الشعبية الديمقراطية","en":"Democratic People''s Republic of Korea","es":"República Popular Democrática de Corea","fr":"République populaire démocratique de Corée","ru":"Корейская Народно-Демократическая Республика","zh":"朝鲜民主主义人民共和国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1995-01-24',1,'2003-10-27',NULL,NULL,'');
INSERT INTO "countries" VALUES('KR','KOR','410','{"ar":"جمهورية كوريا","en":"Republic of Korea","es":"República de Corea","fr":"République de Corée","ru":"Республика Корея","zh":"大韩民国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1995-01-01',1,'2008-01-01',NULL,NULL,'');
INSERT INTO "countries" VALUES('KW','KWT','414','{"ar":"الكويت","en":"Kuwait","es":"Kuwait","fr":"Koweït","ru":"Кувейт","zh":"科威特"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2002-10-31',1,'2017-08-30',NULL,NULL,'CPB instrument type derived: not a signatory, hence accession.');
INSERT INTO "countries" VALUES('KZ','KAZ','398','{"ar":"كازاخستان","en":"Kazakhstan","es":"Kazajstán","fr":"Kazakhstan","ru":"Казахстан","zh":"哈萨克斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,1,1,'1994-12-05',1,'2008-12-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('LA','LAO','418','{"ar":"جمهورية لاو الديمقراطية الشعبية","en":"Lao People''s Democratic Republic","es":"República Democrática Popular Lao","fr":"République démocratique populaire lao","ru":"Лаосская Народно-Демократическая Республика","zh":"老挝人民民主共和国"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1996-12-19',1,'2004-11-01',NULL,NULL,'Graduation scheduled 2026-11-24.');
INSERT INTO "countries" VALUES('LB','LBN','422','{"ar":"لبنان","en":"Lebanon","es":"Líbano","fr":"Liban","ru":"Ливан","zh":"黎巴嫩"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1995-03-15',1,'2013-05-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('LC','LCA','662','{"ar":"سانت لوسيا","en":"Saint Lucia","es":"Santa Lucía","fr":"Sainte-Lucie","ru":"Сент-Люсия","zh":"圣卢西亚"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1993-12-29',1,'2005-09-14',NULL,NULL,'');
INSERT INTO "countries" VALUES('LI','LIE','438','{"ar":"ليختنشتاين","en":"Liechtenstein","es":"Liechtenstein","fr":"Liechtenstein","ru":"Лихтенштейн","zh":"列支敦士登"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1998-02-17',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('LK','LKA','144','{"ar":"سري لانكا","en":"Sri Lanka","es":"Sri Lanka","fr":"Sri Lanka","ru":"Шри-Ланка","zh":"斯里兰卡"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-06-21',1,'2004-07-27',NULL,NULL,'');
INSERT INTO "countries" VALUES('LR','LBR','430','{"ar":"ليبريا","en":"Liberia","es":"Liberia","fr":"Libéria","ru":"Либерия","zh":"利比里亚"}','UN member State','Africa',1,1,NULL,0,0,1,'2001-02-06',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('LS','LSO','426','{"ar":"ليسوتو","en":"Lesotho","es":"Lesotho","fr":"Lesotho","ru":"Лесото","zh":"莱索托"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-04-10',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('LT','LTU','440','{"ar":"ليتوانيا","en":"Lithuania","es":"Lituania","fr":"Lituanie","ru":"Литва","zh":"立陶宛"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1996-05-01',1,'2004-02-05',1,'2018-03-05','');
INSERT INTO "countries" VALUES('LU','LUX','442','{"ar":"لكسمبرغ","en":"Luxembourg","es":"Luxemburgo","fr":"Luxembourg","ru":"Люксембург","zh":"卢森堡"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-08-07',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('LV','LVA','428','{"ar":"لاتفيا","en":"Latvia","es":"Letonia","fr":"Lettonie","ru":"Латвия","zh":"拉脱维亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1996-03-13',1,'2004-05-13',1,'2018-03-05','');
INSERT INTO "countries" VALUES('LY','LBY','434','{"ar":"ليبيا","en":"Libya","es":"Libia","fr":"Libye","ru":"Ливия","zh":"利比亚"}','UN member State','Africa',0,0,NULL,0,0,1,'2001-10-10',1,'2005-09-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('MA','MAR','504','{"ar":"المغرب","en":"Morocco","es":"Marruecos","fr":"Maroc","ru":"Марокко","zh":"摩洛哥"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-11-19',1,'2011-07-24',NULL,NULL,'');
INSERT INTO "countries" VALUES('MC','MCO','492','{"ar":"موناكو","en":"Monaco","es":"Mónaco","fr":"Monaco","ru":"Монако","zh":"摩纳哥"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1993-12-29',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('MD','MDA','498','{"ar":"جمهورية مولدوفا","en":"Republic of Moldova","es":"República de Moldova","fr":"République de Moldova","ru":"Республика Молдова","zh":"摩尔多瓦共和国"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1996-01-18',1,'2003-09-11',1,'2018-10-28','');
INSERT INTO "countries" VALUES('ME','MNE','499','{"ar":"الجبل الأسود","en":"Montenegro","es":"Montenegro","fr":"Monténégro","ru":"Черногория","zh":"黑山"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,NULL,1,NULL,NULL,NULL,'Succession deposited 2006-10-23; effective date disputed between sources (2006-06-03 or 2007-01-21), left empty for CBD and CPB.');
INSERT INTO "countries" VALUES('MG','MDG','450','{"ar":"مدغشقر","en":"Madagascar","es":"Madagascar","fr":"Madagascar","ru":"Мадагаскар","zh":"马达加斯加"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-06-02',1,'2004-02-22',NULL,NULL,'');
INSERT INTO "countries" VALUES('MH','MHL','584','{"ar":"جزر مارشال","en":"Marshall Islands","es":"Islas Marshall","fr":"Îles Marshall","ru":"Маршалловы Острова","zh":"马绍尔群岛"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('MK','MKD','807','{"ar":"مقدونيا الشمالية","en":"North Macedonia","es":"Macedonia del Norte","fr":"Macédoine du Nord","ru":"Северная Македония","zh":"北马其顿"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1998-03-02',1,'2005-09-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('ML','MLI','466','{"ar":"مالي","en":"Mali","es":"Malí","fr":"Mali","ru":"Мали","zh":"马里"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-06-27',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('MM','MMR','104','{"ar":"ميانمار","en":"Myanmar","es":"Myanmar","fr":"Myanmar","ru":"Мьянма","zh":"缅甸"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1995-02-23',1,'2008-05-13',NULL,NULL,'');
INSERT INTO "countries" VALUES('MN','MNG','496','{"ar":"منغوليا","en":"Mongolia","es":"Mongolia","fr":"Mongolie","ru":"Монголия","zh":"蒙古"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1993-12-29',1,'2003-10-20',1,'2018-03-05','');
INSERT INTO "countries" VALUES('MR','MRT','478','{"ar":"موريتانيا","en":"Mauritania","es":"Mauritania","fr":"Mauritanie","ru":"Мавритания","zh":"毛里塔尼亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-11-14',1,'2005-10-20',NULL,NULL,'');
INSERT INTO "countries" VALUES('MT','MLT','470','{"ar":"مالطة","en":"Malta","es":"Malta","fr":"Malte","ru":"Мальта","zh":"马耳他"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'2001-03-29',1,'2007-04-05',NULL,NULL,'');
INSERT INTO "countries" VALUES('MU','MUS','480','{"ar":"موريشيوس","en":"Mauritius","es":"Mauricio","fr":"Maurice","ru":"Маврикий","zh":"毛里求斯"}','UN member State','Africa',0,0,NULL,1,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('MV','MDV','462','{"ar":"ملديف","en":"Maldives","es":"Maldivas","fr":"Maldives","ru":"Мальдивские Острова","zh":"马尔代夫"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('MW','MWI','454','{"ar":"ملاوي","en":"Malawi","es":"Malawi","fr":"Malawi","ru":"Малави","zh":"马拉维"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-05-03',1,'2009-05-28',NULL,NULL,'');
INSERT INTO "countries" VALUES('MX','MEX','484','{"ar":"المكسيك","en":"Mexico","es":"México","fr":"Mexique","ru":"Мексика","zh":"墨西哥"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1993-12-29',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('MY','MYS','458','{"ar":"ماليزيا","en":"Malaysia","es":"Malasia","fr":"Malaisie","ru":"Малайзия","zh":"马来西亚"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-09-22',1,'2003-12-02',NULL,NULL,'');
INSERT INTO "countries" VALUES('MZ','MOZ','508','{"ar":"موزامبيق","en":"Mozambique","es":"Mozambique","fr":"Mozambique","ru":"Мозамбик","zh":"莫桑比克"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-11-23',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('NA','NAM','516','{"ar":"ناميبيا","en":"Namibia","es":"Namibia","fr":"Namibie","ru":"Намибия","zh":"纳米比亚"}','UN member State','Africa',0,0,NULL,0,0,1,'1997-08-14',1,'2005-05-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('NE','NER','562','{"ar":"النيجر","en":"Niger","es":"Níger","fr":"Niger","ru":"Нигер","zh":"尼日尔"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-10-23',1,'2004-12-29',NULL,NULL,'');
INSERT INTO "countries" VALUES('NG','NGA','566','{"ar":"نيجيريا","en":"Nigeria","es":"Nigeria","fr":"Nigéria","ru":"Нигерия","zh":"尼日利亚"}','UN member State','Africa',0,0,NULL,0,0,1,'1994-11-27',1,'2003-10-13',NULL,NULL,'');
INSERT INTO "countries" VALUES('NI','NIC','558','{"ar":"نيكاراغوا","en":"Nicaragua","es":"Nicaragua","fr":"Nicaragua","ru":"Никарагуа","zh":"尼加拉瓜"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1996-02-18',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('NL','NLD','528','{"ar":"مملكة هولندا","en":"Netherlands (Kingdom of the)","es":"Países Bajos (Reino de los)","fr":"Pays-Bas (Royaume des)","ru":"Нидерланды (Королевство)","zh":"荷兰王国"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-10-10',1,'2003-09-11',1,'2018-03-05','Source spells the Kingdom form in fr/es/ru/zh/ar but the bare name in en; ar source form carries a placeholder, rewritten.');
INSERT INTO "countries" VALUES('NO','NOR','578','{"ar":"النرويج","en":"Norway","es":"Noruega","fr":"Norvège","ru":"Норвегия","zh":"挪威"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1993-12-29',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('NP','NPL','524','{"ar":"نيبال","en":"Nepal","es":"Nepal","fr":"Népal","ru":"Непал","zh":"尼泊尔"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1994-02-21',0,NULL,0,NULL,'Graduation scheduled 2026-11-24; government reported preparing a deferral request; outcome not found.');
INSERT INTO "countries" VALUES('NR','NRU','520','{"ar":"ناورو","en":"Nauru","es":"Nauru","fr":"Nauru","ru":"Науру","zh":"瑙鲁"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1994-02-09',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('NU','NIU','570','{"ar":"نيوي","en":"Niue","es":"Niue","fr":"Nioué","ru":"Ниуэ","zh":"纽埃"}','Non-member State (CBD Party)','Asia and the Pacific',0,0,NULL,1,0,1,'1996-05-28',1,'2003-09-11',NULL,NULL,'SIDS, but not a UN member (37 UN members + Cook Islands and Niue = 39).');
INSERT INTO "countries" VALUES('NZ','NZL','554','{"ar":"نيوزيلندا","en":"New Zealand","es":"Nueva Zelandia","fr":"Nouvelle-Zélande","ru":"Новая Зеландия","zh":"新西兰"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1993-12-29',1,'2005-05-25',NULL,NULL,'');
INSERT INTO "countries" VALUES('OM','OMN','512','{"ar":"عمان","en":"Oman","es":"Omán","fr":"Oman","ru":"Оман","zh":"阿曼"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1995-05-09',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('PA','PAN','591','{"ar":"بنما","en":"Panama","es":"Panamá","fr":"Panama","ru":"Панама","zh":"巴拿马"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1995-04-17',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('PE','PER','604','{"ar":"بيرو","en":"Peru","es":"Perú","fr":"Pérou","ru":"Перу","zh":"秘鲁"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1993-12-29',1,'2004-07-13',NULL,NULL,'');
INSERT INTO "countries" VALUES('PG','PNG','598','{"ar":"بابوا غينيا الجديدة","en":"Papua New Guinea","es":"Papua Nueva Guinea","fr":"Papouasie-Nouvelle-Guinée","ru":"Папуа-Новая Гвинея","zh":"巴布亚新几内亚"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1993-12-29',1,'2006-01-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('PH','PHL','608','{"ar":"الفلبين","en":"Philippines","es":"Filipinas","fr":"Philippines","ru":"Филиппины","zh":"菲律宾"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-01-06',1,'2007-01-03',NULL,NULL,'');
INSERT INTO "countries" VALUES('PK','PAK','586','{"ar":"باكستان","en":"Pakistan","es":"Pakistán","fr":"Pakistan","ru":"Пакистан","zh":"巴基斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1994-10-24',1,'2009-05-31',NULL,NULL,'');
INSERT INTO "countries" VALUES('PL','POL','616','{"ar":"بولندا","en":"Poland","es":"Polonia","fr":"Pologne","ru":"Польша","zh":"波兰"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1996-04-17',1,'2004-03-09',NULL,NULL,'');
INSERT INTO "countries" VALUES('PS','PSE','275','{"ar":"دولة فلسطين","en":"State of Palestine","es":"Estado de Palestina","fr":"État de Palestine","ru":"Государство Палестина","zh":"巴勒斯坦国"}','UN observer State','Asia and the Pacific',0,0,NULL,0,0,1,'2015-04-02',1,'2015-04-02',NULL,NULL,'CPB instrument type derived: not a signatory, hence accession.');
INSERT INTO "countries" VALUES('PT','PRT','620','{"ar":"البرتغال","en":"Portugal","es":"Portugal","fr":"Portugal","ru":"Португалия","zh":"葡萄牙"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-21',1,'2004-12-29',NULL,NULL,'');
INSERT INTO "countries" VALUES('PW','PLW','585','{"ar":"بالاو","en":"Palau","es":"Palau","fr":"Palaos","ru":"Палау","zh":"帕劳"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1999-04-06',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('PY','PRY','600','{"ar":"باراغواي","en":"Paraguay","es":"Paraguay","fr":"Paraguay","ru":"Парагвай","zh":"巴拉圭"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-05-25',1,'2004-06-08',NULL,NULL,'');
INSERT INTO "countries" VALUES('QA','QAT','634','{"ar":"قطر","en":"Qatar","es":"Qatar","fr":"Qatar","ru":"Катар","zh":"卡塔尔"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1996-11-19',1,'2007-06-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('RO','ROU','642','{"ar":"رومانيا","en":"Romania","es":"Rumania","fr":"Roumanie","ru":"Румыния","zh":"罗马尼亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1994-11-15',1,'2003-09-28',1,'2018-03-05','');
INSERT INTO "countries" VALUES('RS','SRB','688','{"ar":"صربيا","en":"Serbia","es":"Serbia","fr":"Serbie","ru":"Сербия","zh":"塞尔维亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'2002-05-30',1,'2006-05-09',NULL,NULL,'');
INSERT INTO "countries" VALUES('RU','RUS','643','{"ar":"الاتحاد الروسي","en":"Russian Federation","es":"Federación de Rusia","fr":"Fédération de Russie","ru":"Российская Федерация","zh":"俄罗斯联邦"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1995-07-04',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('RW','RWA','646','{"ar":"رواندا","en":"Rwanda","es":"Rwanda","fr":"Rwanda","ru":"Руанда","zh":"卢旺达"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-08-27',1,'2004-10-20',NULL,NULL,'');
INSERT INTO "countries" VALUES('SA','SAU','682','{"ar":"المملكة العربية السعودية","en":"Saudi Arabia","es":"Arabia Saudita","fr":"Arabie saoudite","ru":"Саудовская Аравия","zh":"沙特阿拉伯"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2002-01-01',1,'2007-11-07',NULL,NULL,'');
INSERT INTO "countries" VALUES('SB','SLB','090','{"ar":"جزر سليمان","en":"Solomon Islands","es":"Islas Salomón","fr":"Îles Salomon","ru":"Соломоновы Острова","zh":"所罗门群岛"}','UN member State','Asia and the Pacific',1,1,NULL,1,0,1,'1996-01-01',1,'2004-10-26',NULL,NULL,'Graduation first set for 2024-12-13, later deferred (to 2027-12-13, general knowledge).');
INSERT INTO "countries" VALUES('SC','SYC','690','{"ar":"سيشيل","en":"Seychelles","es":"Seychelles","fr":"Seychelles","ru":"Сейшельские Острова","zh":"塞舌尔"}','UN member State','Africa',0,0,NULL,1,0,1,'1993-12-29',1,'2004-08-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('SD','SDN','729','{"ar":"السودان","en":"Sudan","es":"Sudán","fr":"Soudan","ru":"Судан","zh":"苏丹"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-01-28',1,'2005-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('SE','SWE','752','{"ar":"السويد","en":"Sweden","es":"Suecia","fr":"Suède","ru":"Швеция","zh":"瑞典"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1994-03-16',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('SG','SGP','702','{"ar":"سنغافورة","en":"Singapore","es":"Singapur","fr":"Singapour","ru":"Сингапур","zh":"新加坡"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1996-03-20',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('SI','SVN','705','{"ar":"سلوفينيا","en":"Slovenia","es":"Eslovenia","fr":"Slovénie","ru":"Словения","zh":"斯洛文尼亚"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1996-10-07',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('SK','SVK','703','{"ar":"سلوفاكيا","en":"Slovakia","es":"Eslovaquia","fr":"Slovaquie","ru":"Словакия","zh":"斯洛伐克"}','UN member State','Central and Eastern Europe',0,0,NULL,0,0,1,'1994-11-23',1,'2004-02-22',1,'2018-03-05','');
INSERT INTO "countries" VALUES('SL','SLE','694','{"ar":"سيراليون","en":"Sierra Leone","es":"Sierra Leona","fr":"Sierra Leone","ru":"Сьерра-Леоне","zh":"塞拉利昂"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-03-12',1,'2020-09-13',NULL,NULL,'Identified as the 173rd CPB Party; total of 173 is sourced, identity and date are not. CPB instrument type derived: not a signatory, hence accession.');
INSERT INTO "countries" VALUES('SM','SMR','674','{"ar":"سان مارينو","en":"San Marino","es":"San Marino","fr":"Saint-Marin","ru":"Сан-Марино","zh":"圣马力诺"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1995-01-26',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('SN','SEN','686','{"ar":"السنغال","en":"Senegal","es":"Senegal","fr":"Sénégal","ru":"Сенегал","zh":"塞内加尔"}','UN member State','Africa',1,1,NULL,0,0,1,'1995-01-15',1,'2004-01-06',NULL,NULL,'');
INSERT INTO "countries" VALUES('SO','SOM','706','{"ar":"الصومال","en":"Somalia","es":"Somalia","fr":"Somalie","ru":"Сомали","zh":"索马里"}','UN member State','Africa',1,1,NULL,0,0,1,'2009-12-10',1,'2010-10-24',NULL,NULL,'');
INSERT INTO "countries" VALUES('SR','SUR','740','{"ar":"سورينام","en":"Suriname","es":"Suriname","fr":"Suriname","ru":"Суринам","zh":"苏里南"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1996-04-11',1,'2008-06-25',NULL,NULL,'');
INSERT INTO "countries" VALUES('SS','SSD','728','{"ar":"جنوب السودان","en":"South Sudan","es":"Sudán del Sur","fr":"Soudan du Sud","ru":"Южный Судан","zh":"南苏丹"}','UN member State','Africa',1,1,NULL,0,0,1,'2014-05-18',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('ST','STP','678','{"ar":"سان تومي وبرينسيبي","en":"Sao Tome and Principe","es":"Santo Tomé y Príncipe","fr":"Sao Tomé-et-Principe","ru":"Сан-Томе и Принсипи","zh":"圣多美和普林西比"}','UN member State','Africa',1,0,'2024-12-13',1,0,1,'1999-12-28',0,NULL,0,NULL,'LDC until 2024-12-13.');
INSERT INTO "countries" VALUES('SV','SLV','222','{"ar":"السلفادور","en":"El Salvador","es":"El Salvador","fr":"El Salvador","ru":"Сальвадор","zh":"萨尔瓦多"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-12-07',1,'2003-12-25',NULL,NULL,'');
INSERT INTO "countries" VALUES('SY','SYR','760','{"ar":"الجمهورية العربية السورية","en":"Syrian Arab Republic","es":"República Árabe Siria","fr":"République arabe syrienne","ru":"Сирийская Арабская Республика","zh":"阿拉伯叙利亚共和国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1996-04-03',1,'2004-06-30',1,'2018-03-05','');
INSERT INTO "countries" VALUES('SZ','SWZ','748','{"ar":"إسواتيني","en":"Eswatini","es":"Eswatini","fr":"Eswatini","ru":"Эсватини","zh":"斯威士兰"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-02-07',1,'2006-04-13',1,'2018-03-05','NKL accession 2016-09-21 from the CBD Secretariat announcement.');
INSERT INTO "countries" VALUES('TD','TCD','148','{"ar":"تشاد","en":"Chad","es":"Chad","fr":"Tchad","ru":"Чад","zh":"乍得"}','UN member State','Africa',1,1,NULL,0,0,1,'1994-09-05',1,'2007-01-30',NULL,NULL,'');
INSERT INTO "countries" VALUES('TG','TGO','768','{"ar":"توغو","en":"Togo","es":"Togo","fr":"Togo","ru":"Того","zh":"多哥"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-01-02',1,'2004-09-30',1,'2018-03-05','');
INSERT INTO "countries" VALUES('TH','THA','764','{"ar":"تايلند","en":"Thailand","es":"Tailandia","fr":"Thaïlande","ru":"Таиланд","zh":"泰国"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'2004-01-29',1,'2006-02-08',NULL,NULL,'');
INSERT INTO "countries" VALUES('TJ','TJK','762','{"ar":"طاجيكستان","en":"Tajikistan","es":"Tayikistán","fr":"Tadjikistan","ru":"Таджикистан","zh":"塔吉克斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,1,1,'1998-01-27',1,'2004-05-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('TL','TLS','626','{"ar":"تيمور - ليشتي","en":"Timor-Leste","es":"Timor-Leste","fr":"Timor-Leste","ru":"Тимор-Лешти","zh":"东帝汶"}','UN member State','Asia and the Pacific',1,1,NULL,1,0,1,'2007-01-08',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('TM','TKM','795','{"ar":"تركمانستان","en":"Turkmenistan","es":"Turkmenistán","fr":"Turkménistan","ru":"Туркменистан","zh":"土库曼斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,1,1,'1996-12-17',1,'2008-11-19',NULL,NULL,'');
INSERT INTO "countries" VALUES('TN','TUN','788','{"ar":"تونس","en":"Tunisia","es":"Túnez","fr":"Tunisie","ru":"Тунис","zh":"突尼斯"}','UN member State','Africa',0,0,NULL,0,0,1,'1993-12-29',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('TO','TON','776','{"ar":"تونغا","en":"Tonga","es":"Tonga","fr":"Tonga","ru":"Тонга","zh":"汤加"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1998-08-17',1,'2003-12-17',NULL,NULL,'');
INSERT INTO "countries" VALUES('TR','TUR','792','{"ar":"تركيا","en":"Türkiye","es":"Türkiye","fr":"Türkiye","ru":"Турция","zh":"土耳其"}','UN member State','Western Europe and Others',0,0,NULL,0,0,1,'1997-05-15',1,'2004-01-22',NULL,NULL,'Listed by the UN in Asia-Pacific and WEOG; WEOG for elections.');
INSERT INTO "countries" VALUES('TT','TTO','780','{"ar":"ترينيداد وتوباغو","en":"Trinidad and Tobago","es":"Trinidad y Tabago","fr":"Trinité-et-Tobago","ru":"Тринидад и Тобаго","zh":"特立尼达和多巴哥"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1996-10-30',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('TV','TUV','798','{"ar":"توفالو","en":"Tuvalu","es":"Tuvalu","fr":"Tuvalu","ru":"Тувалу","zh":"图瓦卢"}','UN member State','Asia and the Pacific',1,1,NULL,1,0,1,'2003-03-20',0,NULL,0,NULL,'');
INSERT INTO "countries" VALUES('TZ','TZA','834','{"ar":"جمهورية تنزانيا المتحدة","en":"United Republic of Tanzania","es":"República Unida de Tanzanía","fr":"République-Unie de Tanzanie","ru":"Объединенная Республика Танзания","zh":"坦桑尼亚联合共和国"}','UN member State','Africa',1,1,NULL,0,0,1,'1996-06-06',1,'2003-09-11',1,'2018-04-19','NKL deposit 2018-01-19 from a press report of the CBD Secretariat announcement; missing from the treaty database copy.');
INSERT INTO "countries" VALUES('UA','UKR','804','{"ar":"أوكرانيا","en":"Ukraine","es":"Ucrania","fr":"Ukraine","ru":"Украина","zh":"乌克兰"}','UN member State','Central and Eastern Europe',0,0,NULL,0,1,1,'1995-05-08',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('UG','UGA','800','{"ar":"أوغندا","en":"Uganda","es":"Uganda","fr":"Ouganda","ru":"Уганда","zh":"乌干达"}','UN member State','Africa',1,1,NULL,0,0,1,'1993-12-29',1,'2003-09-11',1,'2018-03-05','');
INSERT INTO "countries" VALUES('US','USA','840','{"ar":"الولايات المتحدة الأمريكية","en":"United States of America","es":"Estados Unidos de América","fr":"États-Unis d’Amérique","ru":"Соединенные Штаты Америки","zh":"美利坚合众国"}','UN member State','Western Europe and Others',0,0,NULL,0,0,0,NULL,0,NULL,0,NULL,'Not a CBD Party; counted with WEOG for elections.');
INSERT INTO "countries" VALUES('UY','URY','858','{"ar":"أوروغواي","en":"Uruguay","es":"Uruguay","fr":"Uruguay","ru":"Уругвай","zh":"乌拉圭"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-02-03',1,'2012-01-31',NULL,NULL,'');
INSERT INTO "countries" VALUES('UZ','UZB','860','{"ar":"أوزبكستان","en":"Uzbekistan","es":"Uzbekistán","fr":"Ouzbékistan","ru":"Узбекистан","zh":"乌兹别克斯坦"}','UN member State','Asia and the Pacific',0,0,NULL,0,1,1,'1995-10-17',1,'2020-01-23',NULL,NULL,'Entry into force 2020-01-23 sourced; deposit date derived (90 days earlier). CPB instrument type derived: not a signatory, hence accession.');
INSERT INTO "countries" VALUES('VA','VAT','336','{"ar":"الكرسي الرسولي","en":"Holy See","es":"Santa Sede","fr":"Saint-Siège","ru":"Святой Престол","zh":"教廷"}','UN observer State',NULL,0,0,NULL,0,0,0,NULL,0,NULL,0,NULL,'Not a CBD Party; no UN regional group.');
INSERT INTO "countries" VALUES('VC','VCT','670','{"ar":"سانت فنسنت وجزر غرينادين","en":"Saint Vincent and the Grenadines","es":"San Vicente y las Granadinas","fr":"Saint-Vincent-et-les Grenadines","ru":"Сент-Винсент и Гренадины","zh":"圣文森特和格林纳丁斯"}','UN member State','Latin America and the Caribbean',0,0,NULL,1,0,1,'1996-09-01',1,'2003-11-25',NULL,NULL,'');
INSERT INTO "countries" VALUES('VE','VEN','862','{"ar":"فنزويلا (جمهورية - البوليفارية)","en":"Venezuela (Bolivarian Republic of)","es":"Venezuela (República Bolivariana de)","fr":"Venezuela (République bolivarienne du)","ru":"Венесуэла (Боливарианская Республика)","zh":"委内瑞拉玻利瓦尔共和国"}','UN member State','Latin America and the Caribbean',0,0,NULL,0,0,1,'1994-12-12',1,'2003-09-11',1,'2019-01-08','');
INSERT INTO "countries" VALUES('VN','VNM','704','{"ar":"فييت نام","en":"Viet Nam","es":"Viet Nam","fr":"Viet Nam","ru":"Вьетнам","zh":"越南"}','UN member State','Asia and the Pacific',0,0,NULL,0,0,1,'1995-02-14',1,'2004-04-20',1,'2018-03-05','');
INSERT INTO "countries" VALUES('VU','VUT','548','{"ar":"فانواتو","en":"Vanuatu","es":"Vanuatu","fr":"Vanuatu","ru":"Вануату","zh":"瓦努阿图"}','UN member State','Asia and the Pacific',1,0,'2020-12-04',1,0,1,'1993-12-29',0,NULL,0,NULL,'LDC until 2020-12-04.');
INSERT INTO "countries" VALUES('WS','WSM','882','{"ar":"ساموا","en":"Samoa","es":"Samoa","fr":"Samoa","ru":"Самоа","zh":"萨摩亚"}','UN member State','Asia and the Pacific',0,0,NULL,1,0,1,'1994-05-10',1,'2003-09-11',NULL,NULL,'');
INSERT INTO "countries" VALUES('YE','YEM','887','{"ar":"اليمن","en":"Yemen","es":"Yemen","fr":"Yémen","ru":"Йемен","zh":"也门"}','UN member State','Asia and the Pacific',1,1,NULL,0,0,1,'1996-05-21',1,'2006-03-01',NULL,NULL,'');
INSERT INTO "countries" VALUES('ZA','ZAF','710','{"ar":"جنوب أفريقيا","en":"South Africa","es":"Sudáfrica","fr":"Afrique du Sud","ru":"Южная Африка","zh":"南非"}','UN member State','Africa',0,0,NULL,0,0,1,'1996-01-31',1,'2003-11-12',NULL,NULL,'');
INSERT INTO "countries" VALUES('ZM','ZMB','894','{"ar":"زامبيا","en":"Zambia","es":"Zambia","fr":"Zambie","ru":"Замбия","zh":"赞比亚"}','UN member State','Africa',1,1,NULL,0,0,1,'1993-12-29',1,'2004-07-26',NULL,NULL,'');
INSERT INTO "countries" VALUES('ZW','ZWE','716','{"ar":"زمبابوي","en":"Zimbabwe","es":"Zimbabwe","fr":"Zimbabwe","ru":"Зимбабве","zh":"津巴布韦"}','UN member State','Africa',0,0,NULL,0,0,1,'1995-02-09',1,'2005-05-26',NULL,NULL,'');
CREATE TABLE data_version (
  id INTEGER NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  CONSTRAINT data_version_one_row CHECK (id = 1)
);
INSERT INTO "data_version" VALUES(1,39);
CREATE TABLE decisions (
  code TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  topic TEXT NOT NULL,
  basis TEXT NOT NULL
);
INSERT INTO "decisions" VALUES('BS-III/10','cop-mop','{"en":"Handling, transport, packaging and identification: Article 18, paragraph 2 (a)","zh":"处理、运输、包装和标识：第十八条第2(a)款"}','{"en":"Note by the Executive Secretary on cooperation with other organizations, fourth meeting of the Parties to the Protocol, paragraph 14 (i); the title of activity 6 names Article 18, paragraph 2 (a).","zh":"执行秘书关于与其他组织合作的说明（议定书缔约方第四次会议）第14段（一）；活动6的标题提及第十八条第2(a)款。"}');
INSERT INTO "decisions" VALUES('BS-V/9','cop-mop','{"en":"Handling, transport, packaging and identification: Article 18, paragraph 3","zh":"处理、运输、包装和标识：第十八条第3款"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('BS-V/12','cop-mop','{"en":"Risk assessment and risk management (Articles 15 and 16)","zh":"风险评估和风险管理（第十五条和第十六条）"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('BS-V/13','cop-mop','{"en":"Public awareness, education and participation (Article 23)","zh":"公众意识、教育和参与（第二十三条）"}','{"en":"Inferred from activities 9, 12 and 13; a public copy of decision CP-VIII/18 says that BS-V/13 adopted the programme of work on this subject.","zh":"由活动9、12和13推断；第CP-VIII/18号决定的公开副本提到，该主题的工作方案由第BS-V/13号决定通过。"}');
INSERT INTO "decisions" VALUES('BS-VI/3','cop-mop','{"en":"Capacity-building (Framework and Action Plan)","zh":"能力建设（框架和行动计划）"}','{"en":"Decision CP-VIII/3, preamble and paragraph 1; a public page.","zh":"第CP-VIII/3号决定序言和第1段；公开网页。"}');
INSERT INTO "decisions" VALUES('BS-VII/1','cop-mop','{"en":"Compliance","zh":"遵约"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('BS-VII/5','cop-mop','{"en":"Financial mechanism and resources","zh":"财务机制和资源"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('BS-VII/10','cop-mop','{"en":"Unintentional transboundary movements and emergency measures (Article 17)","zh":"无意越境转移和应急措施（第十七条）"}','{"en":"Title read on a public page about the Convention and its Protocols; the results of activity 7 name Article 17.","zh":"标题取自有关《公约》及其议定书的公开网页；活动7的预期成果提及第十七条。"}');
INSERT INTO "decisions" VALUES('BS-VII/12','cop-mop','{"en":"Risk assessment and risk management (Articles 15 and 16)","zh":"风险评估和风险管理（第十五条和第十六条）"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('CP-VIII/11','cop-mop','{"en":"Nagoya–Kuala Lumpur Supplementary Protocol on Liability and Redress","zh":"《关于赔偿责任和补救的名古屋－吉隆坡补充议定书》"}','{"en":"Title read on a public page about the Convention and its Protocols; the table gives only the number.","zh":"标题取自有关《公约》及其议定书的公开网页；表中只列编号。"}');
INSERT INTO "decisions" VALUES('CP-VIII/16','cop-mop','{"en":"Unintentional transboundary movements and emergency measures (Article 17), with detection and identification","zh":"无意越境转移和应急措施（第十七条），包括检测和识别"}','{"en":"Inference, not verified: from activities 7 and 8, and from a public page with a decision of this title and content that shows no number.","zh":"推断，未经核实：依据活动7和8，以及一个公开网页所载标题和内容相符但未显示编号的决定。"}');
INSERT INTO "decisions" VALUES('CP-VIII/18','cop-mop','{"en":"Public awareness, education and participation (Article 23)","zh":"公众意识、教育和参与（第二十三条）"}','{"en":"Title read on a public copy of the decision; it agrees with activity 10.","zh":"标题取自该决定的公开副本，与活动10相符。"}');
INSERT INTO "decisions" VALUES('XII/29','cop','{"en":"Efficiency of structures and processes under the Convention: other matters","zh":"《公约》各种结构和进程的效率：其他事项"}','{"en":"Title read on a public page of the Convention. That paragraphs 9-11 concern integrated implementation is inferred from activity 3.","zh":"标题取自《公约》公开网页。第9-11段涉及统筹执行这一点，系由活动3推断。"}');
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  output_id INTEGER NOT NULL REFERENCES outputs (id),
  delivered_on DATE NOT NULL,
  quantity INTEGER NOT NULL,
  language TEXT,
  published_at TEXT NOT NULL,
  evidence TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL,
  stage_at TIMESTAMP NOT NULL,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  verified_at TIMESTAMP,
  gone_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT deliveries_quantity CHECK (quantity > 0),
  CONSTRAINT deliveries_order CHECK (gone_at >= verified_at)
);
INSERT INTO "deliveries" VALUES(1,'demo-0-0',1,'2018-03-20',1,'en','https://example.org/invented/bch-record-1','https://example.org/invented/module-en',2,9,'verified','2018-03-26 09:00:00',3,NULL,'2018-03-26 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(2,'demo-0-1',1,'2018-06-11',1,'es','https://example.org/invented/bch-record-1','https://example.org/invented/module-es',2,9,'verified','2018-06-18 09:00:00',3,NULL,'2018-06-18 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(3,'demo-0-2',1,'2018-06-11',1,'fr','https://example.org/invented/bch-record-1','https://example.org/invented/module-fr',2,9,'verified','2018-06-18 09:00:00',3,NULL,'2018-06-18 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(4,'demo-1-0',2,'2018-09-24',1,'en','https://example.org/invented/bch-record-2','https://example.org/invented/toolkit',2,9,'verified','2018-10-01 09:00:00',3,NULL,'2018-10-01 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(5,'demo-2-0',3,'2017-09-15',1,NULL,'','https://example.org/invented/report-africa',5,1,'verified','2017-09-20 09:00:00',2,NULL,'2017-09-20 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(6,'demo-2-1',3,'2018-05-31',1,NULL,'','https://example.org/invented/report-pacific',5,1,'verified','2018-06-06 09:00:00',2,NULL,'2018-06-06 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(7,'demo-3-0',4,'2018-11-30',1,'en','','https://example.org/invented/case-study-1',3,9,'verified','2018-12-05 09:00:00',2,NULL,'2018-12-05 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(8,'demo-4-0',5,'2018-10-15',1,'en','https://example.org/invented/bch-record-3','https://example.org/invented/ra-en',3,9,'verified','2018-10-22 09:00:00',2,NULL,'2018-10-22 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(9,'demo-4-1',5,'2019-01-21',1,'es','https://example.org/invented/bch-record-3','https://example.org/invented/ra-es',3,9,'verified','2019-01-28 09:00:00',2,NULL,'2019-01-28 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(10,'demo-4-2',5,'2019-02-18',1,'fr','https://example.org/invented/bch-record-3','https://example.org/invented/ra-fr',3,9,'verified','2019-02-25 09:00:00',2,NULL,'2019-02-25 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(11,'demo-5-0',6,'2018-11-26',1,'en','https://example.org/invented/bch-record-4','https://example.org/invented/manual-en',4,4,'verified','2018-12-03 09:00:00',2,NULL,'2018-12-03 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(12,'demo-5-1',6,'2019-03-05',1,'es','','https://example.org/invented/manual-es',4,4,'submitted','2019-03-05 09:00:00',NULL,NULL,NULL,NULL,0);
INSERT INTO "deliveries" VALUES(13,'demo-9-0',10,'2018-06-20',1,'en','https://example.org/invented/bch-record-5','https://example.org/invented/awareness-en',5,1,'verified','2018-06-27 09:00:00',2,NULL,'2018-06-27 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(14,'demo-9-1',10,'2018-06-20',1,'es','https://example.org/invented/bch-record-5','https://example.org/invented/awareness-es',5,1,'verified','2018-06-27 09:00:00',2,NULL,'2018-06-27 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(15,'demo-9-2',10,'2018-06-20',1,'fr','https://example.org/invented/bch-record-5','https://example.org/invented/awareness-fr',5,1,'verified','2018-06-27 09:00:00',2,NULL,'2018-06-27 09:00:00',NULL,1);
INSERT INTO "deliveries" VALUES(16,'demo-10-0',11,'2018-11-12',1,'en','https://example.org/invented/bch-record-6','https://example.org/invented/best-practice',5,1,'verified','2018-11-19 09:00:00',2,NULL,'2018-11-19 09:00:00',NULL,1);
CREATE TABLE event_activities (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (event_id, activity_id)
);
INSERT INTO "event_activities" VALUES(1,7);
INSERT INTO "event_activities" VALUES(2,7);
INSERT INTO "event_activities" VALUES(3,7);
INSERT INTO "event_activities" VALUES(3,8);
INSERT INTO "event_activities" VALUES(4,7);
INSERT INTO "event_activities" VALUES(5,7);
INSERT INTO "event_activities" VALUES(5,8);
INSERT INTO "event_activities" VALUES(6,7);
INSERT INTO "event_activities" VALUES(7,2);
INSERT INTO "event_activities" VALUES(8,2);
INSERT INTO "event_activities" VALUES(9,2);
INSERT INTO "event_activities" VALUES(10,3);
INSERT INTO "event_activities" VALUES(11,4);
INSERT INTO "event_activities" VALUES(12,4);
INSERT INTO "event_activities" VALUES(13,4);
INSERT INTO "event_activities" VALUES(13,13);
INSERT INTO "event_activities" VALUES(14,6);
INSERT INTO "event_activities" VALUES(15,8);
INSERT INTO "event_activities" VALUES(16,9);
INSERT INTO "event_activities" VALUES(17,9);
INSERT INTO "event_activities" VALUES(18,10);
INSERT INTO "event_activities" VALUES(19,12);
INSERT INTO "event_activities" VALUES(20,13);
INSERT INTO "event_activities" VALUES(21,14);
INSERT INTO "event_activities" VALUES(22,2);
INSERT INTO "event_activities" VALUES(23,9);
INSERT INTO "event_activities" VALUES(24,9);
INSERT INTO "event_activities" VALUES(25,7);
INSERT INTO "event_activities" VALUES(26,7);
INSERT INTO "event_activities" VALUES(27,7);
INSERT INTO "event_activities" VALUES(28,7);
CREATE TABLE event_co_organisers (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (event_id, organisation_id)
);
INSERT INTO "event_co_organisers" VALUES(3,7);
INSERT INTO "event_co_organisers" VALUES(7,3);
INSERT INTO "event_co_organisers" VALUES(10,3);
INSERT INTO "event_co_organisers" VALUES(15,1);
INSERT INTO "event_co_organisers" VALUES(16,8);
INSERT INTO "event_co_organisers" VALUES(20,8);
CREATE TABLE event_countries (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES countries (iso2),
  people INTEGER NOT NULL,
  PRIMARY KEY (event_id, country),
  CONSTRAINT event_countries_people CHECK (people > 0)
);
INSERT INTO "event_countries" VALUES(1,'GE',2);
INSERT INTO "event_countries" VALUES(1,'GH',2);
INSERT INTO "event_countries" VALUES(1,'KE',3);
INSERT INTO "event_countries" VALUES(1,'MD',2);
INSERT INTO "event_countries" VALUES(1,'NG',2);
INSERT INTO "event_countries" VALUES(1,'RS',2);
INSERT INTO "event_countries" VALUES(1,'TN',1);
INSERT INTO "event_countries" VALUES(1,'UA',2);
INSERT INTO "event_countries" VALUES(1,'UG',2);
INSERT INTO "event_countries" VALUES(1,'ZA',2);
INSERT INTO "event_countries" VALUES(2,'BO',3);
INSERT INTO "event_countries" VALUES(2,'CO',3);
INSERT INTO "event_countries" VALUES(2,'CR',2);
INSERT INTO "event_countries" VALUES(2,'CU',2);
INSERT INTO "event_countries" VALUES(2,'EC',3);
INSERT INTO "event_countries" VALUES(2,'GT',2);
INSERT INTO "event_countries" VALUES(2,'HN',2);
INSERT INTO "event_countries" VALUES(2,'PE',6);
INSERT INTO "event_countries" VALUES(2,'PY',2);
INSERT INTO "event_countries" VALUES(3,'BT',1);
INSERT INTO "event_countries" VALUES(3,'ID',3);
INSERT INTO "event_countries" VALUES(3,'KH',2);
INSERT INTO "event_countries" VALUES(3,'LA',2);
INSERT INTO "event_countries" VALUES(3,'MM',2);
INSERT INTO "event_countries" VALUES(3,'MY',7);
INSERT INTO "event_countries" VALUES(3,'PH',3);
INSERT INTO "event_countries" VALUES(3,'TH',3);
INSERT INTO "event_countries" VALUES(3,'VN',3);
INSERT INTO "event_countries" VALUES(4,'KE',12);
INSERT INTO "event_countries" VALUES(4,'TZ',9);
INSERT INTO "event_countries" VALUES(4,'UG',11);
INSERT INTO "event_countries" VALUES(5,'KE',14);
INSERT INTO "event_countries" VALUES(5,'UG',4);
INSERT INTO "event_countries" VALUES(6,'BR',4);
INSERT INTO "event_countries" VALUES(6,'IN',3);
INSERT INTO "event_countries" VALUES(6,'KE',3);
INSERT INTO "event_countries" VALUES(6,'MD',2);
INSERT INTO "event_countries" VALUES(7,'BF',2);
INSERT INTO "event_countries" VALUES(7,'BI',1);
INSERT INTO "event_countries" VALUES(7,'ET',6);
INSERT INTO "event_countries" VALUES(7,'KE',3);
INSERT INTO "event_countries" VALUES(7,'MG',2);
INSERT INTO "event_countries" VALUES(7,'ML',2);
INSERT INTO "event_countries" VALUES(7,'RW',2);
INSERT INTO "event_countries" VALUES(7,'SN',2);
INSERT INTO "event_countries" VALUES(7,'TG',2);
INSERT INTO "event_countries" VALUES(8,'FJ',5);
INSERT INTO "event_countries" VALUES(8,'KI',2);
INSERT INTO "event_countries" VALUES(8,'PW',1);
INSERT INTO "event_countries" VALUES(8,'SB',2);
INSERT INTO "event_countries" VALUES(8,'TO',2);
INSERT INTO "event_countries" VALUES(8,'TV',1);
INSERT INTO "event_countries" VALUES(8,'VU',2);
INSERT INTO "event_countries" VALUES(8,'WS',3);
INSERT INTO "event_countries" VALUES(9,'CR',3);
INSERT INTO "event_countries" VALUES(9,'CU',2);
INSERT INTO "event_countries" VALUES(9,'DO',2);
INSERT INTO "event_countries" VALUES(9,'GT',2);
INSERT INTO "event_countries" VALUES(9,'MX',3);
INSERT INTO "event_countries" VALUES(9,'NI',2);
INSERT INTO "event_countries" VALUES(9,'PA',5);
INSERT INTO "event_countries" VALUES(9,'SV',2);
INSERT INTO "event_countries" VALUES(10,'BT',2);
INSERT INTO "event_countries" VALUES(10,'CU',2);
INSERT INTO "event_countries" VALUES(10,'GE',2);
INSERT INTO "event_countries" VALUES(10,'KE',2);
INSERT INTO "event_countries" VALUES(10,'MD',2);
INSERT INTO "event_countries" VALUES(10,'ML',2);
INSERT INTO "event_countries" VALUES(10,'MY',2);
INSERT INTO "event_countries" VALUES(10,'PE',2);
INSERT INTO "event_countries" VALUES(11,'BF',3);
INSERT INTO "event_countries" VALUES(11,'BJ',2);
INSERT INTO "event_countries" VALUES(11,'CI',3);
INSERT INTO "event_countries" VALUES(11,'GN',2);
INSERT INTO "event_countries" VALUES(11,'ML',3);
INSERT INTO "event_countries" VALUES(11,'NE',2);
INSERT INTO "event_countries" VALUES(11,'SN',5);
INSERT INTO "event_countries" VALUES(11,'TG',2);
INSERT INTO "event_countries" VALUES(12,'BT',2);
INSERT INTO "event_countries" VALUES(12,'KH',3);
INSERT INTO "event_countries" VALUES(12,'LA',3);
INSERT INTO "event_countries" VALUES(12,'LK',2);
INSERT INTO "event_countries" VALUES(12,'MM',3);
INSERT INTO "event_countries" VALUES(12,'PH',2);
INSERT INTO "event_countries" VALUES(12,'VN',6);
INSERT INTO "event_countries" VALUES(13,'BR',5);
INSERT INTO "event_countries" VALUES(13,'DE',3);
INSERT INTO "event_countries" VALUES(13,'IN',4);
INSERT INTO "event_countries" VALUES(13,'MX',3);
INSERT INTO "event_countries" VALUES(13,'MY',3);
INSERT INTO "event_countries" VALUES(13,'NO',3);
INSERT INTO "event_countries" VALUES(13,'NZ',2);
INSERT INTO "event_countries" VALUES(13,'PH',2);
INSERT INTO "event_countries" VALUES(13,'US',2);
INSERT INTO "event_countries" VALUES(13,'ZA',2);
INSERT INTO "event_countries" VALUES(14,'DZ',2);
INSERT INTO "event_countries" VALUES(14,'EG',2);
INSERT INTO "event_countries" VALUES(14,'MA',6);
INSERT INTO "event_countries" VALUES(14,'MR',3);
INSERT INTO "event_countries" VALUES(14,'SD',2);
INSERT INTO "event_countries" VALUES(14,'TN',3);
INSERT INTO "event_countries" VALUES(15,'GH',2);
INSERT INTO "event_countries" VALUES(15,'KE',2);
INSERT INTO "event_countries" VALUES(15,'MW',2);
INSERT INTO "event_countries" VALUES(15,'MZ',2);
INSERT INTO "event_countries" VALUES(15,'NA',1);
INSERT INTO "event_countries" VALUES(15,'NG',2);
INSERT INTO "event_countries" VALUES(15,'ZA',5);
INSERT INTO "event_countries" VALUES(16,'BY',3);
INSERT INTO "event_countries" VALUES(16,'GE',6);
INSERT INTO "event_countries" VALUES(16,'KG',3);
INSERT INTO "event_countries" VALUES(16,'MD',4);
INSERT INTO "event_countries" VALUES(16,'RS',2);
INSERT INTO "event_countries" VALUES(16,'TJ',2);
INSERT INTO "event_countries" VALUES(16,'UA',3);
INSERT INTO "event_countries" VALUES(17,'CK',2);
INSERT INTO "event_countries" VALUES(17,'FJ',3);
INSERT INTO "event_countries" VALUES(17,'NU',2);
INSERT INTO "event_countries" VALUES(17,'TO',2);
INSERT INTO "event_countries" VALUES(17,'VU',2);
INSERT INTO "event_countries" VALUES(17,'WS',5);
INSERT INTO "event_countries" VALUES(18,'AL',3);
INSERT INTO "event_countries" VALUES(18,'CH',2);
INSERT INTO "event_countries" VALUES(18,'GE',2);
INSERT INTO "event_countries" VALUES(18,'KZ',3);
INSERT INTO "event_countries" VALUES(18,'MD',3);
INSERT INTO "event_countries" VALUES(18,'MK',2);
INSERT INTO "event_countries" VALUES(18,'RS',2);
INSERT INTO "event_countries" VALUES(19,'BR',4);
INSERT INTO "event_countries" VALUES(19,'BS',2);
INSERT INTO "event_countries" VALUES(19,'IN',6);
INSERT INTO "event_countries" VALUES(19,'JM',3);
INSERT INTO "event_countries" VALUES(19,'KE',5);
INSERT INTO "event_countries" VALUES(19,'LK',3);
INSERT INTO "event_countries" VALUES(19,'NP',2);
INSERT INTO "event_countries" VALUES(19,'TT',2);
INSERT INTO "event_countries" VALUES(20,'AR',4);
INSERT INTO "event_countries" VALUES(20,'CO',5);
INSERT INTO "event_countries" VALUES(20,'CR',4);
INSERT INTO "event_countries" VALUES(20,'EC',3);
INSERT INTO "event_countries" VALUES(20,'ES',2);
INSERT INTO "event_countries" VALUES(20,'MX',7);
INSERT INTO "event_countries" VALUES(20,'PE',4);
INSERT INTO "event_countries" VALUES(21,'AG',2);
INSERT INTO "event_countries" VALUES(21,'BB',4);
INSERT INTO "event_countries" VALUES(21,'GD',2);
INSERT INTO "event_countries" VALUES(21,'GY',2);
INSERT INTO "event_countries" VALUES(21,'JM',2);
INSERT INTO "event_countries" VALUES(21,'LC',2);
INSERT INTO "event_countries" VALUES(21,'SR',1);
INSERT INTO "event_countries" VALUES(21,'TT',2);
INSERT INTO "event_countries" VALUES(21,'VC',1);
INSERT INTO "event_countries" VALUES(22,'BI',3);
INSERT INTO "event_countries" VALUES(22,'CD',3);
INSERT INTO "event_countries" VALUES(22,'KE',2);
INSERT INTO "event_countries" VALUES(22,'RW',6);
INSERT INTO "event_countries" VALUES(22,'UG',3);
INSERT INTO "event_countries" VALUES(25,'KE',12);
INSERT INTO "event_countries" VALUES(25,'UG',11);
INSERT INTO "event_countries" VALUES(26,'KE',12);
INSERT INTO "event_countries" VALUES(26,'UG',11);
INSERT INTO "event_countries" VALUES(27,'KE',12);
INSERT INTO "event_countries" VALUES(27,'UG',11);
INSERT INTO "event_countries" VALUES(28,'KE',12);
INSERT INTO "event_countries" VALUES(28,'UG',11);
CREATE TABLE event_groups (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  stakeholder_group TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (event_id, stakeholder_group),
  CONSTRAINT event_groups_people CHECK (people > 0)
);
INSERT INTO "event_groups" VALUES(1,'government',14);
INSERT INTO "event_groups" VALUES(1,'academia',6);
INSERT INTO "event_groups" VALUES(2,'government',16);
INSERT INTO "event_groups" VALUES(2,'academia',7);
INSERT INTO "event_groups" VALUES(2,'private-sector',2);
INSERT INTO "event_groups" VALUES(3,'government',18);
INSERT INTO "event_groups" VALUES(3,'academia',8);
INSERT INTO "event_groups" VALUES(4,'government',19);
INSERT INTO "event_groups" VALUES(4,'academia',8);
INSERT INTO "event_groups" VALUES(4,'civil-society',2);
INSERT INTO "event_groups" VALUES(4,'private-sector',2);
INSERT INTO "event_groups" VALUES(4,'international-organisation',1);
INSERT INTO "event_groups" VALUES(5,'government',12);
INSERT INTO "event_groups" VALUES(5,'academia',6);
INSERT INTO "event_groups" VALUES(7,'government',15);
INSERT INTO "event_groups" VALUES(7,'academia',3);
INSERT INTO "event_groups" VALUES(7,'civil-society',3);
INSERT INTO "event_groups" VALUES(7,'indigenous-peoples',1);
INSERT INTO "event_groups" VALUES(8,'government',13);
INSERT INTO "event_groups" VALUES(8,'civil-society',3);
INSERT INTO "event_groups" VALUES(8,'indigenous-peoples',2);
INSERT INTO "event_groups" VALUES(9,'government',14);
INSERT INTO "event_groups" VALUES(9,'academia',4);
INSERT INTO "event_groups" VALUES(9,'civil-society',3);
INSERT INTO "event_groups" VALUES(10,'government',14);
INSERT INTO "event_groups" VALUES(10,'international-organisation',2);
INSERT INTO "event_groups" VALUES(11,'government',15);
INSERT INTO "event_groups" VALUES(11,'academia',7);
INSERT INTO "event_groups" VALUES(12,'government',14);
INSERT INTO "event_groups" VALUES(12,'academia',7);
INSERT INTO "event_groups" VALUES(14,'government',13);
INSERT INTO "event_groups" VALUES(14,'private-sector',5);
INSERT INTO "event_groups" VALUES(15,'government',7);
INSERT INTO "event_groups" VALUES(15,'academia',9);
INSERT INTO "event_groups" VALUES(16,'government',12);
INSERT INTO "event_groups" VALUES(16,'academia',2);
INSERT INTO "event_groups" VALUES(16,'civil-society',9);
INSERT INTO "event_groups" VALUES(17,'government',9);
INSERT INTO "event_groups" VALUES(17,'civil-society',4);
INSERT INTO "event_groups" VALUES(17,'indigenous-peoples',3);
INSERT INTO "event_groups" VALUES(18,'government',11);
INSERT INTO "event_groups" VALUES(18,'civil-society',6);
INSERT INTO "event_groups" VALUES(21,'government',15);
INSERT INTO "event_groups" VALUES(21,'academia',3);
INSERT INTO "event_groups" VALUES(22,'government',12);
INSERT INTO "event_groups" VALUES(22,'academia',3);
INSERT INTO "event_groups" VALUES(22,'civil-society',2);
INSERT INTO "event_groups" VALUES(25,'government',20);
INSERT INTO "event_groups" VALUES(26,'government',20);
INSERT INTO "event_groups" VALUES(27,'government',20);
INSERT INTO "event_groups" VALUES(28,'government',20);
CREATE TABLE event_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  city TEXT,
  country TEXT REFERENCES countries (iso2),
  region TEXT,
  organiser_id INTEGER NOT NULL REFERENCES organisations (id),
  registered INTEGER,
  attended INTEGER NOT NULL,
  women INTEGER NOT NULL,
  men INTEGER NOT NULL,
  other_people INTEGER NOT NULL,
  basis TEXT NOT NULL,
  words TEXT NOT NULL,
  CONSTRAINT event_versions_order CHECK (to_at >= from_at),
  CONSTRAINT event_versions_people CHECK (women + men + other_people = attended)
);
INSERT INTO "event_versions" VALUES(1,1,'2017-07-05 09:00:00',NULL,'Training workshop on LMO detection, Ispra','workshop','in-person','2017-06-19','2017-06-23','Ispra','IT','western-europe-others',4,22,20,11,9,0,'counted','training workshop on lmo detection, ispra ispra');
INSERT INTO "event_versions" VALUES(2,2,'2017-11-27 09:00:00',NULL,'Regional workshop on sampling and detection, Lima','workshop','in-person','2017-11-06','2017-11-10','Lima','PE','latin-america-caribbean',4,28,25,14,11,0,'counted','regional workshop on sampling and detection, lima lima');
INSERT INTO "event_versions" VALUES(3,3,'2018-05-02 09:00:00',NULL,'Workshop on detection for laboratories in Asia, Kuala Lumpur','workshop','in-person','2018-04-09','2018-04-13','Kuala Lumpur','MY','asia-pacific',4,30,26,15,11,0,'counted','workshop on detection for laboratories in asia, kuala lumpur kuala lumpur');
INSERT INTO "event_versions" VALUES(4,7,'2017-07-17 09:00:00',NULL,'Training on mainstreaming biosafety, Addis Ababa','training-course','in-person','2017-06-26','2017-06-30','Addis Ababa','ET','africa',1,24,22,12,10,0,'counted','training on mainstreaming biosafety, addis ababa addis ababa');
INSERT INTO "event_versions" VALUES(5,8,'2018-03-20 09:00:00',NULL,'Training on mainstreaming biosafety, Suva','training-course','in-person','2018-02-26','2018-03-02','Suva','FJ','asia-pacific',1,NULL,18,10,8,0,'counted','training on mainstreaming biosafety, suva suva');
INSERT INTO "event_versions" VALUES(6,9,'2018-10-24 09:00:00',NULL,'Training on mainstreaming biosafety, Panama City','training-course','in-person','2018-10-01','2018-10-05','Panama City','PA','latin-america-caribbean',1,NULL,21,12,9,0,'counted','training on mainstreaming biosafety, panama city panama city');
INSERT INTO "event_versions" VALUES(7,10,'2018-02-12 09:00:00',NULL,'Meeting of the pilot countries','meeting','in-person','2018-01-22','2018-01-24','Bonn','DE','western-europe-others',2,NULL,16,9,7,0,'counted','meeting of the pilot countries bonn');
INSERT INTO "event_versions" VALUES(8,11,'2017-10-16 09:00:00',NULL,'Risk assessment course, Dakar','training-course','in-person','2017-09-25','2017-09-29','Dakar','SN','africa',9,25,22,9,13,0,'counted','risk assessment course, dakar dakar');
INSERT INTO "event_versions" VALUES(9,12,'2018-06-25 09:00:00',NULL,'Risk assessment course, Hanoi','training-course','in-person','2018-06-04','2018-06-08','Hanoi','VN','asia-pacific',9,NULL,21,10,11,0,'counted','risk assessment course, hanoi hanoi');
INSERT INTO "event_versions" VALUES(10,13,'2018-09-17 09:00:00',NULL,'Online discussion on risk assessment of living modified fish','online-discussion','online','2018-08-06','2018-08-24',NULL,NULL,NULL,9,NULL,70,31,34,5,'estimated','online discussion on risk assessment of living modified fish ');
INSERT INTO "event_versions" VALUES(11,14,'2018-05-28 09:00:00',NULL,'Course on Article 18(2)(a), Casablanca','training-course','in-person','2018-05-07','2018-05-10','Casablanca','MA','africa',9,NULL,18,7,11,0,'counted','course on article 18(2)(a), casablanca casablanca');
INSERT INTO "event_versions" VALUES(12,15,'2018-11-12 09:00:00',NULL,'Exchange visit of laboratories, Pretoria','meeting','hybrid','2018-10-22','2018-10-24','Pretoria','ZA','africa',7,NULL,16,8,8,0,'counted','exchange visit of laboratories, pretoria pretoria');
INSERT INTO "event_versions" VALUES(13,16,'2018-05-08 09:00:00',NULL,'Workshop on public awareness, Tbilisi','workshop','in-person','2018-04-16','2018-04-19','Tbilisi','GE','central-eastern-europe',1,NULL,23,14,9,0,'counted','workshop on public awareness, tbilisi tbilisi');
INSERT INTO "event_versions" VALUES(14,17,'2019-02-18 09:00:00',NULL,'Workshop on public awareness, Apia','workshop','in-person','2019-01-28','2019-01-31','Apia','WS','asia-pacific',1,NULL,16,10,6,0,'counted','workshop on public awareness, apia apia');
INSERT INTO "event_versions" VALUES(15,18,'2018-12-17 09:00:00',NULL,'Course on public participation, Geneva','training-course','hybrid','2018-11-26','2018-11-28','Geneva','CH','western-europe-others',8,NULL,17,11,6,0,'counted','course on public participation, geneva geneva');
INSERT INTO "event_versions" VALUES(16,19,'2017-12-11 09:00:00',NULL,'Webinar on communicating biosafety','webinar','online','2017-11-16','2017-11-16',NULL,NULL,NULL,1,90,62,36,24,2,'estimated','webinar on communicating biosafety ');
INSERT INTO "event_versions" VALUES(17,20,'2018-07-23 09:00:00',NULL,'Online discussion of communities of practice','online-discussion','online','2018-06-18','2018-07-06',NULL,NULL,NULL,1,NULL,50,29,21,0,'counted','online discussion of communities of practice ');
INSERT INTO "event_versions" VALUES(18,21,'2018-09-24 09:00:00',NULL,'Workshop on the Supplementary Protocol, Bridgetown','workshop','in-person','2018-09-03','2018-09-06','Bridgetown','BB','latin-america-caribbean',9,NULL,18,10,8,0,'counted','workshop on the supplementary protocol, bridgetown bridgetown');
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL DEFAULT 'draft',
  stage_at TIMESTAMP,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  typed TEXT NOT NULL,
  title TEXT,
  kind TEXT,
  mode TEXT,
  starts_on DATE,
  ends_on DATE,
  city TEXT,
  country TEXT REFERENCES countries (iso2),
  region TEXT,
  organiser_id INTEGER REFERENCES organisations (id),
  registered INTEGER,
  attended INTEGER,
  women INTEGER,
  men INTEGER,
  other_people INTEGER,
  basis TEXT,
  words TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  merged_into_id INTEGER REFERENCES events (id),
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT events_whole CHECK (stage <> 'submitted' AND stage <> 'verified' OR (title IS NOT NULL AND kind IS NOT NULL AND mode IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND organiser_id IS NOT NULL AND attended IS NOT NULL AND basis IS NOT NULL)),
  CONSTRAINT events_dated CHECK (stage = 'draft' OR stage_at IS NOT NULL),
  CONSTRAINT events_days CHECK (ends_on >= starts_on),
  CONSTRAINT events_people CHECK (women + men + other_people = attended),
  CONSTRAINT events_merged CHECK (merged_into_id <> id)
);
INSERT INTO "events" VALUES(1,'demo-0',4,4,'verified','2017-07-05 09:00:00',2,NULL,'{"title":"Training workshop on LMO detection, Ispra","kind":"workshop","mode":"in-person","start":["19","6","2017"],"end":["23","6","2017"],"city":"Ispra","country":"IT","region":"","languages":["en"],"organiser":"4","co_organisers":[],"activities":["7"],"participation":{"registered":"22","attended":"20","women":"11","men":"9","other":"0","countries":[["GE","2"],["GH","2"],["KE","3"],["MD","2"],["NG","2"],["RS","2"],["TN","1"],["UA","2"],["UG","2"],["ZA","2"]],"groups":["14","6","","","",""],"basis":"counted"},"score_before":"46","score_after":"78","learning":"Participants can extract DNA, run a real-time PCR screening and read its result.","links":"https://example.org/invented/ispra-report","contact":"tomas@example.org"}','Training workshop on LMO detection, Ispra','workshop','in-person','2017-06-19','2017-06-23','Ispra','IT','western-europe-others',4,22,20,11,9,0,'counted','training workshop on lmo detection, ispra ispra','2017-06-30 09:00:00',NULL,2);
INSERT INTO "events" VALUES(2,'demo-1',4,4,'verified','2017-11-27 09:00:00',2,NULL,'{"title":"Regional workshop on sampling and detection, Lima","kind":"workshop","mode":"in-person","start":["6","11","2017"],"end":["10","11","2017"],"city":"Lima","country":"PE","region":"","languages":["es"],"organiser":"4","co_organisers":[],"activities":["7"],"participation":{"registered":"28","attended":"25","women":"14","men":"11","other":"0","countries":[["BO","3"],["CO","3"],["CR","2"],["CU","2"],["EC","3"],["GT","2"],["HN","2"],["PE","6"],["PY","2"]],"groups":["16","7","","","2",""],"basis":"counted"},"score_before":"41","score_after":"74","learning":"National laboratories have agreed on a common sampling plan for grain at the border.","links":"","contact":"tomas@example.org"}','Regional workshop on sampling and detection, Lima','workshop','in-person','2017-11-06','2017-11-10','Lima','PE','latin-america-caribbean',4,28,25,14,11,0,'counted','regional workshop on sampling and detection, lima lima','2017-11-20 09:00:00',NULL,2);
INSERT INTO "events" VALUES(3,'demo-2',4,4,'verified','2018-05-02 09:00:00',2,NULL,'{"title":"Workshop on detection for laboratories in Asia, Kuala Lumpur","kind":"workshop","mode":"in-person","start":["9","4","2018"],"end":["13","4","2018"],"city":"Kuala Lumpur","country":"MY","region":"","languages":["en"],"organiser":"4","co_organisers":["7"],"activities":["7","8"],"participation":{"registered":"30","attended":"26","women":"15","men":"11","other":"0","countries":[["BT","1"],["ID","3"],["KH","2"],["LA","2"],["MM","2"],["MY","7"],["PH","3"],["TH","3"],["VN","3"]],"groups":["18","8","","","",""],"basis":"counted"},"score_before":"49","score_after":"77","learning":"","links":"","contact":"tomas@example.org"}','Workshop on detection for laboratories in Asia, Kuala Lumpur','workshop','in-person','2018-04-09','2018-04-13','Kuala Lumpur','MY','asia-pacific',4,30,26,15,11,0,'counted','workshop on detection for laboratories in asia, kuala lumpur kuala lumpur','2018-04-23 09:00:00',NULL,2);
INSERT INTO "events" VALUES(4,'demo-3',4,4,'submitted','2019-03-04 09:00:00',NULL,NULL,'{"title":"Workshop on sampling and detection of LMOs, Nairobi","kind":"workshop","mode":"in-person","start":["25","2","2019"],"end":["28","2","2019"],"city":"Nairobi","country":"KE","region":"","languages":["en"],"organiser":"4","co_organisers":[],"activities":["7"],"participation":{"registered":"36","attended":"32","women":"15","men":"16","other":"1","countries":[["KE","12"],["TZ","9"],["UG","11"]],"groups":["19","8","2","","2","1"],"basis":"counted"},"score_before":"","score_after":"","learning":"Participants can take samples at ports and run a screening test.","links":"","contact":"tomas@example.org"}','Workshop on sampling and detection of LMOs, Nairobi','workshop','in-person','2019-02-25','2019-02-28','Nairobi','KE','africa',4,36,32,15,16,1,'counted','workshop on sampling and detection of lmos, nairobi nairobi','2019-03-04 09:00:00',NULL,2);
INSERT INTO "events" VALUES(5,'demo-4',3,9,'submitted','2019-03-06 09:00:00',NULL,NULL,'{"title":"Detection training day, Nairobi","kind":"training-course","mode":"in-person","start":["27","2","2019"],"end":["27","2","2019"],"city":"Nairobi","country":"KE","region":"","languages":["en"],"organiser":"7","co_organisers":[],"activities":["7","8"],"participation":{"registered":"","attended":"18","women":"8","men":"10","other":"0","countries":[["KE","14"],["UG","4"]],"groups":["12","6","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"liwen@example.org"}','Detection training day, Nairobi','training-course','in-person','2019-02-27','2019-02-27','Nairobi','KE','africa',7,NULL,18,8,10,0,'counted','detection training day, nairobi nairobi','2019-03-06 09:00:00',NULL,2);
INSERT INTO "events" VALUES(6,'demo-5',4,4,'returned','2019-03-08 09:00:00',2,'The total says 41, but the list of countries gives only 12. Please add the other countries if you know them.','{"title":"Webinar on reading detection results","kind":"webinar","mode":"online","start":["19","2","2019"],"end":["19","2","2019"],"city":"","country":"","region":"","languages":["en"],"organiser":"4","co_organisers":[],"activities":["7"],"participation":{"registered":"","attended":"41","women":"20","men":"18","other":"3","countries":[["BR","4"],["IN","3"],["KE","3"],["MD","2"]],"groups":["","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"tomas@example.org"}','Webinar on reading detection results','webinar','online','2019-02-19','2019-02-19',NULL,NULL,NULL,4,NULL,41,20,18,3,'counted','webinar on reading detection results ','2019-03-01 09:00:00',NULL,2);
INSERT INTO "events" VALUES(7,'demo-6',5,1,'verified','2017-07-17 09:00:00',2,NULL,'{"title":"Training on mainstreaming biosafety, Addis Ababa","kind":"training-course","mode":"in-person","start":["26","6","2017"],"end":["30","6","2017"],"city":"Addis Ababa","country":"ET","region":"","languages":["en","fr"],"organiser":"1","co_organisers":["3"],"activities":["2"],"participation":{"registered":"24","attended":"22","women":"12","men":"10","other":"0","countries":[["BF","2"],["BI","1"],["ET","6"],["KE","3"],["MG","2"],["ML","2"],["RW","2"],["SN","2"],["TG","2"]],"groups":["15","3","3","1","",""],"basis":"counted"},"score_before":"52","score_after":"80","learning":"Teams have drafted a paragraph on biosafety for their national biodiversity strategy.","links":"","contact":"ruth@example.org"}','Training on mainstreaming biosafety, Addis Ababa','training-course','in-person','2017-06-26','2017-06-30','Addis Ababa','ET','africa',1,24,22,12,10,0,'counted','training on mainstreaming biosafety, addis ababa addis ababa','2017-07-10 09:00:00',NULL,2);
INSERT INTO "events" VALUES(8,'demo-7',5,1,'verified','2018-03-20 09:00:00',2,NULL,'{"title":"Training on mainstreaming biosafety, Suva","kind":"training-course","mode":"in-person","start":["26","2","2018"],"end":["2","3","2018"],"city":"Suva","country":"FJ","region":"","languages":["en"],"organiser":"1","co_organisers":[],"activities":["2"],"participation":{"registered":"","attended":"18","women":"10","men":"8","other":"0","countries":[["FJ","5"],["KI","2"],["PW","1"],["SB","2"],["TO","2"],["TV","1"],["VU","2"],["WS","3"]],"groups":["13","","3","2","",""],"basis":"counted"},"score_before":"47","score_after":"76","learning":"","links":"","contact":"ruth@example.org"}','Training on mainstreaming biosafety, Suva','training-course','in-person','2018-02-26','2018-03-02','Suva','FJ','asia-pacific',1,NULL,18,10,8,0,'counted','training on mainstreaming biosafety, suva suva','2018-03-12 09:00:00',NULL,2);
INSERT INTO "events" VALUES(9,'demo-8',5,1,'verified','2018-10-24 09:00:00',2,NULL,'{"title":"Training on mainstreaming biosafety, Panama City","kind":"training-course","mode":"in-person","start":["1","10","2018"],"end":["5","10","2018"],"city":"Panama City","country":"PA","region":"","languages":["es"],"organiser":"1","co_organisers":[],"activities":["2"],"participation":{"registered":"","attended":"21","women":"12","men":"9","other":"0","countries":[["CR","3"],["CU","2"],["DO","2"],["GT","2"],["MX","3"],["NI","2"],["PA","5"],["SV","2"]],"groups":["14","4","3","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Training on mainstreaming biosafety, Panama City','training-course','in-person','2018-10-01','2018-10-05','Panama City','PA','latin-america-caribbean',1,NULL,21,12,9,0,'counted','training on mainstreaming biosafety, panama city panama city','2018-10-15 09:00:00',NULL,2);
INSERT INTO "events" VALUES(10,'demo-9',3,9,'verified','2018-02-12 09:00:00',2,NULL,'{"title":"Meeting of the pilot countries","kind":"meeting","mode":"in-person","start":["22","1","2018"],"end":["24","1","2018"],"city":"Bonn","country":"DE","region":"","languages":["en"],"organiser":"2","co_organisers":["3"],"activities":["3"],"participation":{"registered":"","attended":"16","women":"9","men":"7","other":"0","countries":[["BT","2"],["CU","2"],["GE","2"],["KE","2"],["MD","2"],["ML","2"],["MY","2"],["PE","2"]],"groups":["14","","","","","2"],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"liwen@example.org"}','Meeting of the pilot countries','meeting','in-person','2018-01-22','2018-01-24','Bonn','DE','western-europe-others',2,NULL,16,9,7,0,'counted','meeting of the pilot countries bonn','2018-02-05 09:00:00',NULL,2);
INSERT INTO "events" VALUES(11,'demo-10',2,9,'verified','2017-10-16 09:00:00',3,NULL,'{"title":"Risk assessment course, Dakar","kind":"training-course","mode":"in-person","start":["25","9","2017"],"end":["29","9","2017"],"city":"Dakar","country":"SN","region":"","languages":["fr"],"organiser":"9","co_organisers":[],"activities":["4"],"participation":{"registered":"25","attended":"22","women":"9","men":"13","other":"0","countries":[["BF","3"],["BJ","2"],["CI","3"],["GN","2"],["ML","3"],["NE","2"],["SN","5"],["TG","2"]],"groups":["15","7","","","",""],"basis":"counted"},"score_before":"38","score_after":"71","learning":"Participants can follow the steps of a risk assessment on a case.","links":"","contact":"ines@example.org"}','Risk assessment course, Dakar','training-course','in-person','2017-09-25','2017-09-29','Dakar','SN','africa',9,25,22,9,13,0,'counted','risk assessment course, dakar dakar','2017-10-09 09:00:00',NULL,2);
INSERT INTO "events" VALUES(12,'demo-11',2,9,'verified','2018-06-25 09:00:00',3,NULL,'{"title":"Risk assessment course, Hanoi","kind":"training-course","mode":"in-person","start":["4","6","2018"],"end":["8","6","2018"],"city":"Hanoi","country":"VN","region":"","languages":["en"],"organiser":"9","co_organisers":[],"activities":["4"],"participation":{"registered":"","attended":"21","women":"10","men":"11","other":"0","countries":[["BT","2"],["KH","3"],["LA","3"],["LK","2"],["MM","3"],["PH","2"],["VN","6"]],"groups":["14","7","","","",""],"basis":"counted"},"score_before":"44","score_after":"73","learning":"","links":"","contact":"ines@example.org"}','Risk assessment course, Hanoi','training-course','in-person','2018-06-04','2018-06-08','Hanoi','VN','asia-pacific',9,NULL,21,10,11,0,'counted','risk assessment course, hanoi hanoi','2018-06-18 09:00:00',NULL,2);
INSERT INTO "events" VALUES(13,'demo-12',3,9,'verified','2018-09-17 09:00:00',2,NULL,'{"title":"Online discussion on risk assessment of living modified fish","kind":"online-discussion","mode":"online","start":["6","8","2018"],"end":["24","8","2018"],"city":"","country":"","region":"","languages":["en"],"organiser":"9","co_organisers":[],"activities":["4","13"],"participation":{"registered":"","attended":"70","women":"31","men":"34","other":"5","countries":[["BR","5"],["DE","3"],["IN","4"],["MX","3"],["MY","3"],["NO","3"],["NZ","2"],["PH","2"],["US","2"],["ZA","2"]],"groups":["","","","","",""],"basis":"estimated"},"score_before":"","score_after":"","learning":"","links":"","contact":"liwen@example.org"}','Online discussion on risk assessment of living modified fish','online-discussion','online','2018-08-06','2018-08-24',NULL,NULL,NULL,9,NULL,70,31,34,5,'estimated','online discussion on risk assessment of living modified fish ','2018-09-10 09:00:00',NULL,2);
INSERT INTO "events" VALUES(14,'demo-13',3,9,'verified','2018-05-28 09:00:00',2,NULL,'{"title":"Course on Article 18(2)(a), Casablanca","kind":"training-course","mode":"in-person","start":["7","5","2018"],"end":["10","5","2018"],"city":"Casablanca","country":"MA","region":"","languages":["fr","en"],"organiser":"9","co_organisers":[],"activities":["6"],"participation":{"registered":"","attended":"18","women":"7","men":"11","other":"0","countries":[["DZ","2"],["EG","2"],["MA","6"],["MR","3"],["SD","2"],["TN","3"]],"groups":["13","","","","5",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"liwen@example.org"}','Course on Article 18(2)(a), Casablanca','training-course','in-person','2018-05-07','2018-05-10','Casablanca','MA','africa',9,NULL,18,7,11,0,'counted','course on article 18(2)(a), casablanca casablanca','2018-05-21 09:00:00',NULL,2);
INSERT INTO "events" VALUES(15,'demo-14',5,1,'verified','2018-11-12 09:00:00',3,NULL,'{"title":"Exchange visit of laboratories, Pretoria","kind":"meeting","mode":"hybrid","start":["22","10","2018"],"end":["24","10","2018"],"city":"Pretoria","country":"ZA","region":"","languages":["en"],"organiser":"7","co_organisers":["1"],"activities":["8"],"participation":{"registered":"","attended":"16","women":"8","men":"8","other":"0","countries":[["GH","2"],["KE","2"],["MW","2"],["MZ","2"],["NA","1"],["NG","2"],["ZA","5"]],"groups":["7","9","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Exchange visit of laboratories, Pretoria','meeting','hybrid','2018-10-22','2018-10-24','Pretoria','ZA','africa',7,NULL,16,8,8,0,'counted','exchange visit of laboratories, pretoria pretoria','2018-11-05 09:00:00',NULL,2);
INSERT INTO "events" VALUES(16,'demo-15',5,1,'verified','2018-05-08 09:00:00',3,NULL,'{"title":"Workshop on public awareness, Tbilisi","kind":"workshop","mode":"in-person","start":["16","4","2018"],"end":["19","4","2018"],"city":"Tbilisi","country":"GE","region":"","languages":["en","ru"],"organiser":"1","co_organisers":["8"],"activities":["9"],"participation":{"registered":"","attended":"23","women":"14","men":"9","other":"0","countries":[["BY","3"],["GE","6"],["KG","3"],["MD","4"],["RS","2"],["TJ","2"],["UA","3"]],"groups":["12","2","9","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Workshop on public awareness, Tbilisi','workshop','in-person','2018-04-16','2018-04-19','Tbilisi','GE','central-eastern-europe',1,NULL,23,14,9,0,'counted','workshop on public awareness, tbilisi tbilisi','2018-04-30 09:00:00',NULL,2);
INSERT INTO "events" VALUES(17,'demo-16',5,1,'verified','2019-02-18 09:00:00',3,NULL,'{"title":"Workshop on public awareness, Apia","kind":"workshop","mode":"in-person","start":["28","1","2019"],"end":["31","1","2019"],"city":"Apia","country":"WS","region":"","languages":["en"],"organiser":"1","co_organisers":[],"activities":["9"],"participation":{"registered":"","attended":"16","women":"10","men":"6","other":"0","countries":[["CK","2"],["FJ","3"],["NU","2"],["TO","2"],["VU","2"],["WS","5"]],"groups":["9","","4","3","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Workshop on public awareness, Apia','workshop','in-person','2019-01-28','2019-01-31','Apia','WS','asia-pacific',1,NULL,16,10,6,0,'counted','workshop on public awareness, apia apia','2019-02-11 09:00:00',NULL,2);
INSERT INTO "events" VALUES(18,'demo-17',3,9,'verified','2018-12-17 09:00:00',2,NULL,'{"title":"Course on public participation, Geneva","kind":"training-course","mode":"hybrid","start":["26","11","2018"],"end":["28","11","2018"],"city":"Geneva","country":"CH","region":"","languages":["en","fr"],"organiser":"8","co_organisers":[],"activities":["10"],"participation":{"registered":"","attended":"17","women":"11","men":"6","other":"0","countries":[["AL","3"],["CH","2"],["GE","2"],["KZ","3"],["MD","3"],["MK","2"],["RS","2"]],"groups":["11","","6","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"liwen@example.org"}','Course on public participation, Geneva','training-course','hybrid','2018-11-26','2018-11-28','Geneva','CH','western-europe-others',8,NULL,17,11,6,0,'counted','course on public participation, geneva geneva','2018-12-10 09:00:00',NULL,2);
INSERT INTO "events" VALUES(19,'demo-18',5,1,'verified','2017-12-11 09:00:00',2,NULL,'{"title":"Webinar on communicating biosafety","kind":"webinar","mode":"online","start":["16","11","2017"],"end":["16","11","2017"],"city":"","country":"","region":"","languages":["en"],"organiser":"1","co_organisers":[],"activities":["12"],"participation":{"registered":"90","attended":"62","women":"36","men":"24","other":"2","countries":[["BR","4"],["BS","2"],["IN","6"],["JM","3"],["KE","5"],["LK","3"],["NP","2"],["TT","2"]],"groups":["","","","","",""],"basis":"estimated"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Webinar on communicating biosafety','webinar','online','2017-11-16','2017-11-16',NULL,NULL,NULL,1,90,62,36,24,2,'estimated','webinar on communicating biosafety ','2017-12-04 09:00:00',NULL,2);
INSERT INTO "events" VALUES(20,'demo-19',5,1,'verified','2018-07-23 09:00:00',3,NULL,'{"title":"Online discussion of communities of practice","kind":"online-discussion","mode":"online","start":["18","6","2018"],"end":["6","7","2018"],"city":"","country":"","region":"","languages":["en","es"],"organiser":"1","co_organisers":["8"],"activities":["13"],"participation":{"registered":"","attended":"50","women":"29","men":"21","other":"0","countries":[["AR","4"],["CO","5"],["CR","4"],["EC","3"],["ES","2"],["MX","7"],["PE","4"]],"groups":["","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Online discussion of communities of practice','online-discussion','online','2018-06-18','2018-07-06',NULL,NULL,NULL,1,NULL,50,29,21,0,'counted','online discussion of communities of practice ','2018-07-16 09:00:00',NULL,2);
INSERT INTO "events" VALUES(21,'demo-20',2,9,'verified','2018-09-24 09:00:00',3,NULL,'{"title":"Workshop on the Supplementary Protocol, Bridgetown","kind":"workshop","mode":"in-person","start":["3","9","2018"],"end":["6","9","2018"],"city":"Bridgetown","country":"BB","region":"","languages":["en"],"organiser":"9","co_organisers":[],"activities":["14"],"participation":{"registered":"","attended":"18","women":"10","men":"8","other":"0","countries":[["AG","2"],["BB","4"],["GD","2"],["GY","2"],["JM","2"],["LC","2"],["SR","1"],["TT","2"],["VC","1"]],"groups":["15","3","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ines@example.org"}','Workshop on the Supplementary Protocol, Bridgetown','workshop','in-person','2018-09-03','2018-09-06','Bridgetown','BB','latin-america-caribbean',9,NULL,18,10,8,0,'counted','workshop on the supplementary protocol, bridgetown bridgetown','2018-09-17 09:00:00',NULL,2);
INSERT INTO "events" VALUES(22,'demo-21',5,1,'submitted','2019-03-07 09:00:00',NULL,NULL,'{"title":"Training on mainstreaming biosafety, Kigali","kind":"training-course","mode":"in-person","start":["18","2","2019"],"end":["22","2","2019"],"city":"Kigali","country":"RW","region":"","languages":["en","fr"],"organiser":"1","co_organisers":[],"activities":["2"],"participation":{"registered":"","attended":"17","women":"9","men":"8","other":"0","countries":[["BI","3"],["CD","3"],["KE","2"],["RW","6"],["UG","3"]],"groups":["12","3","2","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Training on mainstreaming biosafety, Kigali','training-course','in-person','2019-02-18','2019-02-22','Kigali','RW','africa',1,NULL,17,9,8,0,'counted','training on mainstreaming biosafety, kigali kigali','2019-03-07 09:00:00',NULL,2);
INSERT INTO "events" VALUES(23,'demo-22',5,1,'draft',NULL,NULL,NULL,'{"title":"Workshop on public awareness, Amman","kind":"workshop","mode":"in-person","start":["18","3","2019"],"end":["21","3","2019"],"city":"Amman","country":"JO","region":"","languages":["en"],"organiser":"1","co_organisers":[],"activities":["9"],"participation":{"registered":"","attended":"","women":"","men":"","other":"","countries":[],"groups":["","","","","",""],"basis":""},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Workshop on public awareness, Amman','workshop','in-person','2019-03-18','2019-03-21','Amman','JO','asia-pacific',1,NULL,NULL,NULL,NULL,NULL,NULL,'workshop on public awareness, amman amman','2019-03-11 09:00:00',NULL,2);
INSERT INTO "events" VALUES(24,'demo-23',5,1,'cancelled','2018-08-27 09:00:00',5,'It did not take place; it was held in Apia in January 2019 instead.','{"title":"Workshop on public awareness, Port Vila","kind":"workshop","mode":"in-person","start":["6","8","2018"],"end":["9","8","2018"],"city":"Port Vila","country":"VU","region":"","languages":["en"],"organiser":"1","co_organisers":[],"activities":["9"],"participation":{"registered":"","attended":"0","women":"0","men":"0","other":"0","countries":[],"groups":["","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"ruth@example.org"}','Workshop on public awareness, Port Vila','workshop','in-person','2018-08-06','2018-08-09','Port Vila','VU','asia-pacific',1,NULL,0,0,0,0,'counted','workshop on public awareness, port vila port vila','2018-08-20 09:00:00',NULL,2);
INSERT INTO "events" VALUES(25,'13EpfwaytHdVZ3tN5_59wmspEputnrCCz5CSnYk6Zqc',4,4,'draft',NULL,NULL,NULL,'{"title":"Workshop on detection, still a draft","kind":"workshop","mode":"in-person","start":["25","2","2019"],"end":["28","2","2019"],"city":"Nairobi","country":"Kenya","region":"","languages":["en"],"organiser":"4","co_organisers":[""],"activities":["7"],"participation":{"registered":"","attended":"32","women":"17","men":"14","other":"1","countries":[["Kenya","12"],["uganda","11"]],"groups":["20","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"tomas@example.org"}','Workshop on detection, still a draft','workshop','in-person','2019-02-25','2019-02-28','Nairobi','KE','africa',4,NULL,32,17,14,1,'counted','workshop on detection, still a draft nairobi','2019-03-12 04:44:07.894178942',NULL,1);
INSERT INTO "events" VALUES(26,'RAA4qWkjj-s0TQpETAJQT7vJxnpXjifGOJmqW3rUa2M',4,4,'submitted','2019-03-12 04:44:07.909379436',NULL,NULL,'{"title":"Course on sampling, submitted","kind":"workshop","mode":"in-person","start":["25","1","2019"],"end":["28","1","2019"],"city":"Nairobi","country":"Kenya","region":"","languages":["en"],"organiser":"4","co_organisers":[""],"activities":["7"],"participation":{"registered":"","attended":"32","women":"17","men":"14","other":"1","countries":[["Kenya","12"],["uganda","11"]],"groups":["20","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"tomas@example.org"}','Course on sampling, submitted','workshop','in-person','2019-01-25','2019-01-28','Nairobi','KE','africa',4,NULL,32,17,14,1,'counted','course on sampling, submitted nairobi','2019-03-12 04:44:07.909379436',NULL,2);
INSERT INTO "events" VALUES(27,'Lhl1OJju8GM6knbVda2RzpBc8W3eOX8SKDn5xjQasDA',4,4,'returned','2019-03-12 04:44:07.950249517',2,'Which lab?','{"title":"Course on sampling, returned","kind":"workshop","mode":"in-person","start":["25","11","2018"],"end":["28","11","2018"],"city":"Nairobi","country":"Kenya","region":"","languages":["en"],"organiser":"4","co_organisers":[""],"activities":["7"],"participation":{"registered":"","attended":"32","women":"17","men":"14","other":"1","countries":[["Kenya","12"],["uganda","11"]],"groups":["20","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"tomas@example.org"}','Course on sampling, returned','workshop','in-person','2018-11-25','2018-11-28','Nairobi','KE','africa',4,NULL,32,17,14,1,'counted','course on sampling, returned nairobi','2019-03-12 04:44:07.919393732',NULL,3);
INSERT INTO "events" VALUES(28,'cf-0ux-7jDBFRMSzbX0mh_00mCkWO4JypOoI-uDq46E',4,4,'cancelled','2019-03-12 04:44:07.968534132',4,'It did not take place','{"title":"Course on sampling, cancelled","kind":"workshop","mode":"in-person","start":["25","10","2018"],"end":["28","10","2018"],"city":"Nairobi","country":"Kenya","region":"","languages":["en"],"organiser":"4","co_organisers":[""],"activities":["7"],"participation":{"registered":"","attended":"32","women":"17","men":"14","other":"1","countries":[["Kenya","12"],["uganda","11"]],"groups":["20","","","","",""],"basis":"counted"},"score_before":"","score_after":"","learning":"","links":"","contact":"tomas@example.org"}','Course on sampling, cancelled','workshop','in-person','2018-10-25','2018-10-28','Nairobi','KE','africa',4,NULL,32,17,14,1,'counted','course on sampling, cancelled nairobi','2019-03-12 04:44:07.930208118',NULL,3);
CREATE TABLE exchange_rates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  on_day DATE NOT NULL,
  source TEXT NOT NULL,
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at TIMESTAMP NOT NULL,
  CONSTRAINT exchange_rates_currencies CHECK (from_currency <> to_currency)
);
INSERT INTO "exchange_rates" VALUES(1,'EUR','USD','1.12','2019-01-01','Invented rate',2,'2019-01-01 09:00:00');
CREATE TABLE expected_results (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  target_number DOUBLE,
  target_comparator TEXT,
  target_unit TEXT REFERENCES units (slug),
  languages TEXT NOT NULL,
  components TEXT NOT NULL,
  UNIQUE (activity_id, position)
);
INSERT INTO "expected_results" VALUES(1,1,0,'output','{"en":"An e-learning module and a toolkit on mainstreaming biosafety, in English, French and Spanish","zh":"生物安全主流化电子学习模块和工具包，提供英文、法文和西班牙文版本"}',NULL,NULL,NULL,'["en","fr","es"]','[{"en":"e-learning module(s)","zh":"电子学习模块"},{"en":"toolkit(s)","zh":"工具包"}]');
INSERT INTO "expected_results" VALUES(2,1,1,'outcome','{"en":"Parties are better able to bring biosafety into NBSAPs, national development plans, and sectoral policies and programmes","zh":"缔约方更有能力在国家发展计划、国家生物多样性战略和行动计划以及产业政策和方案中体现生物安全"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(3,2,0,'outcome','{"en":"Parties are better able to bring biosafety into NBSAPs and into national development plans and programmes","zh":"缔约方更有能力在国家生物多样性战略和行动计划以及国家发展计划和方案中体现生物安全"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(4,3,0,'outcome','{"en":"At least 20 countries devise practical actions for integrated national implementation of the Cartagena Protocol and the Convention, and write case studies on what they learned","zh":"至少20个国家为在本国统筹执行《卡塔赫纳议定书》和《公约》制定实际行动，并把经验教训写成个案研究"}',20.0,'>=','countries','[]','[{"en":"outcome: practical actions devised in at least 20 countries","zh":"成果：至少20个国家制定了实际行动"},{"en":"output: case studies on experiences and lessons learned","zh":"产出：关于经验和教训的个案研究"}]');
INSERT INTO "expected_results" VALUES(5,4,0,'outcome','{"en":"Parties are better able to assess the risks of LMOs as the Protocol requires","zh":"缔约方更有能力按《议定书》的要求评估改性活生物体的风险"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(6,5,0,'output','{"en":"Interactive e-learning modules are available to Parties, so that training is more cost-effective","zh":"缔约方可使用互动式电子学习模块，培训的成本效益更高"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(7,6,0,'outcome','{"en":"Parties are better able to take measures so that shipments of LMOs intended for direct use as food or feed, or for processing, are identified in the accompanying documentation, and to prevent and penalize illegal transboundary movements of LMOs","zh":"缔约方更有能力采取措施，使拟直接作食物或饲料或加工之用的改性活生物体在装运时由随附单据加以识别，并预防和惩处改性活生物体非法越境转移"}',NULL,NULL,NULL,'[]','[{"en":"shipments of LMOs for food, feed or processing identified in the accompanying documentation","zh":"供食物、饲料或加工之用的改性活生物体装运在随附单据中得到识别"},{"en":"prevention and penalization of illegal transboundary movements","zh":"预防和惩处非法越境转移"}]');
INSERT INTO "expected_results" VALUES(8,7,0,'outcome','{"en":"Parties take part in training and can sample, detect and identify LMOs","zh":"缔约方接受培训后，能够对改性活生物体取样、检测和识别"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(9,7,1,'outcome','{"en":"Parties are helped to meet Article 17 of the Cartagena Protocol","zh":"缔约方在履行《卡塔赫纳议定书》第十七条方面得到协助"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(10,8,0,'output','{"en":"Technical tools for detecting illegal or unauthorized LMOs are compiled and made available to Parties","zh":"汇集用于检测非法或未经授权改性活生物体的技术工具，供缔约方使用"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(11,9,0,'outcome','{"en":"Parties are better able to promote and facilitate public awareness, education and participation concerning LMOs","zh":"缔约方更有能力在改性活生物体问题上推动和便利公众意识、教育和参与"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(12,10,0,'outcome','{"en":"Parties are better able to promote and facilitate access to biosafety information on LMOs, and public participation","zh":"缔约方更有能力推动并便利公众参与，以及获取改性活生物体的生物安全信息"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(13,11,0,'outcome','{"en":"Parties are trained in sampling, detecting and identifying LMOs","zh":"缔约方接受改性活生物体取样、检测和识别培训"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(14,12,0,'outcome','{"en":"Parties find and use, easily and widely, learning materials that strengthen their capacity for public awareness and education on LMOs","zh":"缔约方能方便而广泛地取得和使用学习教材，从而增强开展改性活生物体公众意识和教育工作的能力"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(15,13,0,'outcome','{"en":"Parties share lessons learned on public awareness, education and participation","zh":"缔约方就公众意识、教育和参与互相交流经验教训"}',NULL,NULL,NULL,'[]','[]');
INSERT INTO "expected_results" VALUES(16,14,0,'outcome','{"en":"Parties know and understand the Nagoya–Kuala Lumpur Supplementary Protocol better","zh":"缔约方更加了解和理解《名古屋－吉隆坡补充议定书》"}',NULL,NULL,NULL,'[]','[]');
CREATE TABLE expenditures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  spender_id INTEGER NOT NULL REFERENCES organisations (id),
  currency TEXT NOT NULL,
  spent BIGINT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  purpose TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP,
  cancel_reason TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT expenditures_spent CHECK (spent > 0),
  CONSTRAINT expenditures_days CHECK (last_day >= first_day),
  CONSTRAINT expenditures_cancelled CHECK (cancelled_at IS NULL OR cancel_reason IS NOT NULL)
);
INSERT INTO "expenditures" VALUES(1,'demo-0',7,4,'EUR',1824030,'2017-06-19','2017-06-23','Travel and rooms of 20 participants, Ispra','Invented statement 1','2017-06-23 09:00:00',NULL,NULL,0);
INSERT INTO "expenditures" VALUES(2,'demo-1',7,4,'USD',3187000,'2017-11-06','2017-11-10','Workshop in Lima: travel, rooms, laboratory material','Invented statement 2','2017-11-10 09:00:00',NULL,NULL,0);
INSERT INTO "expenditures" VALUES(3,'demo-2',2,1,'EUR',2201590,'2018-02-26','2018-03-02','Training in Suva: travel and trainers','Invented statement 3','2018-03-02 09:00:00',NULL,NULL,0);
CREATE TABLE focal_areas (
  number INTEGER NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  objective TEXT NOT NULL,
  impacts TEXT NOT NULL
);
INSERT INTO "focal_areas" VALUES(1,'{"en":"Facilitating the establishment and further development of effective biosafety systems for the implementation of the Protocol","zh":"推动建立并继续完善有效的生物安全制度，以落实《议定书》"}','{"en":"Put in place further tools and guidance needed to make the Protocol fully operational","zh":"再拿出所需的工具和指南，让《议定书》全面运转起来"}','[{"en":"Parties fully implement the Cartagena Protocol on Biosafety","zh":"各缔约方全面落实《议定书》"},{"en":"Parties perform better towards the overall objectives of conserving and sustainably using biodiversity","zh":"缔约方在保护和可持续利用生物多样性的总目标上做得更好"}]');
INSERT INTO "focal_areas" VALUES(2,'{"en":"Capacity-building","zh":"能力建设"}','{"en":"Further develop and strengthen the capacity of Parties to implement the Protocol","zh":"继续培养并加强缔约方落实《议定书》的能力"}','[{"en":"Greater safety in the transfer, handling and use of LMOs","zh":"改性活生物体的转移、处理和使用更加安全"},{"en":"Parties have effective and efficient regulatory, administrative and monitoring frameworks for implementing the Protocol","zh":"缔约方有既管用又省力的监管、行政和监测框架来落实《议定书》"},{"en":"Mechanisms are in place that let Parties carry out science-based risk assessment","zh":"已有机制让缔约方开展以科学为依据的风险评估"},{"en":"More transparent and more timely decision-making","zh":"决策更公开，也更及时"},{"en":"Full use of the information exchange system","zh":"信息交换系统得到充分使用"}]');
INSERT INTO "focal_areas" VALUES(3,'{"en":"Outreach and cooperation","zh":"外联和合作"}','{"en":"Expand the reach of the Protocol and promote cooperation","zh":"让《议定书》影响更广，并推动合作"}','[{"en":"More political support for implementing the Protocol","zh":"政治上对落实《议定书》的支持更多"},{"en":"More support from, and collaboration with, relevant organizations, conventions and initiatives for implementing the Protocol","zh":"有关组织、公约和倡议更多地支持并参与落实《议定书》"}]');
INSERT INTO "focal_areas" VALUES(4,'{"en":"Compliance and review","zh":"遵守和审查"}','{"en":"Achieve compliance with, and effectiveness of, the Protocol","zh":"使《议定书》得到遵守并发挥效力"}','[{"en":"Parties comply with the requirements of the Protocol","zh":"各缔约方做到《议定书》的要求"}]');
INSERT INTO "focal_areas" VALUES(5,'{"en":"Information sharing","zh":"信息共享"}','{"en":"Increase the availability and exchange of relevant information","zh":"让有关信息更多、交流更畅"}','[{"en":"Transparency in the development and use of LMOs","zh":"改性活生物体的研发和使用公开透明"},{"en":"Better compliance with national and international requirements","zh":"国家和国际要求得到更好遵守"},{"en":"Informed decision-making","zh":"决策有充分信息作依据"},{"en":"Greater public awareness of biosafety","zh":"公众对生物安全有更多认识"}]');
CREATE TABLE framework_notes (
  position INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL
);
INSERT INTO "framework_notes" VALUES(0,'vision','{"en":"annex I, table and paragraph 20","zh":"附件一，表格和第20段"}','{"en":"Biological diversity is adequately protected from any adverse effects of living modified organisms","zh":"生物多样性得到充分保护，不因改性活生物体受到任何不利影响"}');
INSERT INTO "framework_notes" VALUES(1,'mission','{"en":"annex I, table and paragraph 20","zh":"附件一，表格和第20段"}','{"en":"Strengthen global, regional and national action to ensure adequate protection in the safe transfer, handling and use of LMOs that may have adverse effects on the conservation and sustainable use of biological diversity, also taking into account risks to human health, with a specific focus on transboundary movements","zh":"加强全球、区域和国家的行动，使可能不利于生物多样性保护和可持续利用的改性活生物体在转移、处理和使用时得到充分的安全保障，顾及对人类健康的风险，并以越境转移为重点"}');
INSERT INTO "framework_notes" VALUES(2,'logic','{"en":"annex I, paragraphs 21 and 24","zh":"附件一，第21和第24段"}','{"en":"Each strategic objective has expected impacts. Operational objectives are the actions, outcomes the results to be seen, indicators the means to measure outcomes. A ten-year programme of work with two-year workplans carries the plan out; five years after adoption an evaluation uses the indicators, mainly with data from national reports.","zh":"每项战略目标有预期影响。业务目标是行动，成果是看得到的结果，指标用来衡量成果。计划靠十年工作方案和两年期工作计划来落实；通过五年后进行评价，使用这些指标，数据主要取自国家报告。"}');
INSERT INTO "framework_notes" VALUES(3,'numbering','{}','{"en":"Three numberings meet here. The table of annex I, which this page follows, has the focal areas 1 systems, 2 capacity-building, 3 outreach and cooperation, 4 compliance and review, 5 information sharing. Annex II cites objectives by an older numbering (1.1 to 1.7 and 2.1 to 2.8). The adopted plan has a third one: there outreach and cooperation is focal area 5.","zh":"这里有三套编号。本页依照附件一的表格，重点领域为1制度、2能力建设、3外联和合作、4遵守和审查、5信息共享。附件二引用业务目标时用的是更早的编号（1.1至1.7和2.1至2.8）。通过的计划是第三套：外联和合作在其中是重点领域5。"}');
INSERT INTO "framework_notes" VALUES(4,'numbering','{}','{"en":"The rule from the older numbering to annex I: 1.n becomes 1.(n+2); 2.1 becomes 1.1 and 2.2 becomes 1.2; from 2.3 on, 2.n becomes 2.(n−2); 3, 4 and 5 stay. So every citation of focal areas 1 and 2 in annex II differs from the table.","zh":"旧编号对应附件一的规则：1.n变为1.(n+2)；2.1变为1.1，2.2变为1.2；自2.3起，2.n变为2.(n−2)；3、4、5不变。因此附件二对重点领域1和2的引用都与表格不符。"}');
INSERT INTO "framework_notes" VALUES(5,'numbering','{}','{"en":"Decision CP-VIII/3 speaks in its preamble of focal areas 1, 2 and 5: those belong to the Framework and Action Plan for Capacity-Building (decision BS-VI/3), not to the Strategic Plan.","zh":"第CP-VIII/3号决定序言提到的重点领域1、2和5，属于能力建设框架和行动计划（第BS-VI/3号决定），不属于战略计划。"}');
INSERT INTO "framework_notes" VALUES(6,'numbering','{}','{"en":"Numbers in the adopted plan come from general knowledge of decision BS-V/16. The documents confirm 2.3, 5.2 and focal area 5 alone (note on cooperation for the eighth meeting, paragraphs 1, 3 and 6). For 1.5 of the draft we could confirm no counterpart.","zh":"通过文本的编号来自对第BS-V/16号决定的一般了解。文件只证实2.3、5.2和重点领域5（第八次会议合作问题说明第1、3和6段）。草案的1.5找不到可以证实的对应目标。"}');
INSERT INTO "framework_notes" VALUES(7,'numbering','{}','{"en":"The paragraphs of annex I are numbered 1 to 6, then 20 to 24, then 12 to 15; the note itself has paragraphs 1 to 19. We therefore always name the annex.","zh":"附件一的段号为1至6，接着20至24，再接着12至15；说明本身的段号为1至19。因此我们引用时总是写明附件。"}');
INSERT INTO "framework_notes" VALUES(8,'numbering','{}','{"en":"Paragraph 20 and the table of annex I name focal area 1 differently in Chinese (系统, 制度).","zh":"附件一第20段和表格对重点领域1用词不同（系统、制度）。"}');
INSERT INTO "framework_notes" VALUES(9,'translation','{}','{"en":"The Chinese text uses one word (设想) for the vision and for the assumptions of section III, and two (任务, 使命) for the mission.","zh":"中文以“设想”一词兼指愿景和第三节的假设，又以“任务”和“使命”两词指同一项使命。"}');
INSERT INTO "framework_notes" VALUES(10,'translation','{}','{"en":"It uses older Chinese names for biosafety and for the clearing-house; we use those of today. They are the same things.","zh":"中文用的是生物安全和信息交换所的旧称；我们用现称，所指相同。"}');
INSERT INTO "framework_notes" VALUES(11,'translation','{}','{"en":"The roster of experts of meeting 6, item (c), has an unusual Chinese name (专员名册).","zh":"第六次会议项目(c)的专家名册，中文写作“专员名册”，不常见。"}');
INSERT INTO "framework_notes" VALUES(12,'assumption','{"en":"annex I, paragraph 12","zh":"附件一，第12段"}','{"en":"The meetings of the Parties take many decisions, among them on common approaches to risk assessment and management, identification and documentation, a supplementary protocol on liability and redress, and socio-economic considerations in decisions.","zh":"缔约方会议会作出许多决定，包括风险评估和管理的共同做法、标识和单据、赔偿责任和补救的补充议定书，以及决策中的社会经济因素。"}');
INSERT INTO "framework_notes" VALUES(13,'assumption','{"en":"annex I, paragraph 12 (a)","zh":"附件一，第12(a)段"}','{"en":"Parties and subregional organizations take the agreed rules and procedures into their own frameworks.","zh":"缔约方和次区域组织把商定的规则和程序写入自己的框架。"}');
INSERT INTO "framework_notes" VALUES(14,'assumption','{"en":"annex I, paragraph 12 (b)","zh":"附件一，第12(b)段"}','{"en":"The action plan for building capacities is updated, agreed and carried out in time.","zh":"能力建设行动计划及时更新、商定并执行。"}');
INSERT INTO "framework_notes" VALUES(15,'assumption','{"en":"annex I, paragraph 12 (c)","zh":"附件一，第12(c)段"}','{"en":"Parties send their national reports, laws and decisions to the Biosafety Clearing-House in time.","zh":"缔约方及时把国家报告、法律法规和决定送交生物安全信息交换所。"}');
INSERT INTO "framework_notes" VALUES(16,'assumption','{"en":"annex I, paragraph 12 (d)","zh":"附件一，第12(d)段"}','{"en":"There is enough predictable money, and staff grows over the ten years; detailed two-year budgets at each meeting are critical.","zh":"资金充足、可以预期，人力在十年中逐步增加；每次会议的两年期详细预算十分关键。"}');
INSERT INTO "framework_notes" VALUES(17,'assumption','{"en":"annex I, paragraph 13","zh":"附件一，第13段"}','{"en":"A baseline and global indicators are set at the sixth meeting, after the second assessment and review; the indicators are worded so that progress can be measured against it.","zh":"基线和全球指标在第二次评估和审查之后，于第六次会议确定；指标的写法便于对照基线衡量进展。"}');
INSERT INTO "framework_notes" VALUES(18,'assumption','{"en":"annex I, paragraph 14","zh":"附件一，第14段"}','{"en":"More money is needed than Parties can get through the Global Environment Facility now. A fund for biosafety of its own, filled by voluntary contributions and administered by the Facility, could support national activities.","zh":"所需资金超过缔约方目前可从全球环境基金取得的数额。可以另设生物安全基金，由自愿捐款供资、全球环境基金管理，支持各国的活动。"}');
INSERT INTO "framework_notes" VALUES(19,'assumption','{"en":"annex I, paragraph 15","zh":"附件一，第15段"}','{"en":"The Biosafety Division of the secretariat grows to six posts: a principal officer as head, three programme officers (science and technology; policy and law; technical support and capacity-building) and two programme assistants.","zh":"秘书处的生物安全司扩大到六个职位：一名特等干事任主管，三名方案干事（科学和技术；政策和法律；技术支持和能力建设），两名方案助理。"}');
CREATE TABLE framework_priorities (
  position INTEGER NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  objective TEXT NOT NULL,
  activities TEXT NOT NULL,
  note TEXT NOT NULL
);
INSERT INTO "framework_priorities" VALUES(0,'{"en":"Development of national biosafety legislation","zh":"国家生物安全立法的制定"}','1.1','[]','{"en":"No activity of the plan has this as its subject. Activities 1, 2 and 3 serve other parts of objective 1.1.","zh":"计划中没有一项活动以此为主题。活动1、2和3服务于目标1.1的其他部分。"}');
INSERT INTO "framework_priorities" VALUES(1,'{"en":"Risk assessment","zh":"风险评估"}','2.1','[4,5]','{}');
INSERT INTO "framework_priorities" VALUES(2,'{"en":"Detection and identification of living modified organisms","zh":"改性活生物体的检测和识别"}','2.2','[7,8,11]','{}');
INSERT INTO "framework_priorities" VALUES(3,'{"en":"Public awareness, education and participation","zh":"公众意识、教育和参与"}','2.4','[9,10,12,13]','{}');
CREATE TABLE frameworks (
  code TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  meeting TEXT NOT NULL,
  symbol TEXT,
  symbol_note TEXT NOT NULL,
  adopted_as TEXT NOT NULL,
  CONSTRAINT frameworks_status CHECK (status = 'draft' OR status = 'adopted')
);
INSERT INTO "frameworks" VALUES('strategic-plan-draft-2010','draft','{"en":"Draft Strategic Plan for the Cartagena Protocol on Biosafety (2011–2020), in a note by the Executive Secretary","zh":"《卡塔赫纳生物安全议定书》战略计划草案（2011至2020年），载于执行秘书的说明"}','{"en":"Draft Strategic Plan 2011–2020","zh":"2011至2020年战略计划草案"}','{"en":"Fifth meeting of the Parties to the Cartagena Protocol, Nagoya, Japan, 11 to 15 October 2010, agenda item 17","zh":"卡塔赫纳议定书缔约方第五次会议，2010年10月11日至15日，日本名古屋，议程项目17"}',NULL,'{"en":"The text we read prints no symbol; elsewhere the note is cited as UNEP/CBD/BS/COP-MOP/5/16, which we could not confirm.","zh":"我们读到的文本没有印文号；别处引作UNEP/CBD/BS/COP-MOP/5/16，我们未能证实。"}','{"en":"The plan was adopted as decision BS-V/16, in another numbering (cited in a footnote to paragraph 1 of the note on cooperation for the eighth meeting). This page is not the adopted text.","zh":"该计划以第BS-V/16号决定通过，编号不同（见第八次会议合作问题说明第1段的脚注）。本页不是通过的文本。"}');
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TIMESTAMP NOT NULL,
  actor_id INTEGER REFERENCES people (id),
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  changes TEXT NOT NULL,
  reason TEXT
);
INSERT INTO "history" VALUES(1,'2019-03-12 04:43:16.280010423',NULL,'organisation',1,'loaded','[]',NULL);
INSERT INTO "history" VALUES(2,'2019-03-12 04:43:16.280010423',NULL,'organisation',2,'loaded','[]',NULL);
INSERT INTO "history" VALUES(3,'2019-03-12 04:43:16.280010423',NULL,'organisation',3,'loaded','[]',NULL);
INSERT INTO "history" VALUES(4,'2019-03-12 04:43:16.280010423',NULL,'organisation',4,'loaded','[]',NULL);
INSERT INTO "history" VALUES(5,'2019-03-12 04:43:16.280010423',NULL,'organisation',5,'loaded','[]',NULL);
INSERT INTO "history" VALUES(6,'2019-03-12 04:43:16.280010423',NULL,'organisation',6,'loaded','[]',NULL);
INSERT INTO "history" VALUES(7,'2019-03-12 04:43:16.280010423',NULL,'organisation',7,'loaded','[]',NULL);
INSERT INTO "history" VALUES(8,'2019-03-12 04:43:16.280010423',NULL,'organisation',8,'loaded','[]',NULL);
INSERT INTO "history" VALUES(9,'2019-03-12 04:43:16.280010423',NULL,'organisation',9,'loaded','[]',NULL);
INSERT INTO "history" VALUES(10,'2019-03-12 04:43:16.280010423',NULL,'plan',1,'loaded','[]',NULL);
INSERT INTO "history" VALUES(11,'2019-03-12 04:43:16.280010423',NULL,'activity',1,'loaded','[]',NULL);
INSERT INTO "history" VALUES(12,'2019-03-12 04:43:16.280010423',NULL,'activity',2,'loaded','[]',NULL);
INSERT INTO "history" VALUES(13,'2019-03-12 04:43:16.280010423',NULL,'activity',3,'loaded','[]',NULL);
INSERT INTO "history" VALUES(14,'2019-03-12 04:43:16.280010423',NULL,'activity',4,'loaded','[]',NULL);
INSERT INTO "history" VALUES(15,'2019-03-12 04:43:16.280010423',NULL,'activity',5,'loaded','[]',NULL);
INSERT INTO "history" VALUES(16,'2019-03-12 04:43:16.280010423',NULL,'activity',6,'loaded','[]',NULL);
INSERT INTO "history" VALUES(17,'2019-03-12 04:43:16.280010423',NULL,'activity',7,'loaded','[]',NULL);
INSERT INTO "history" VALUES(18,'2019-03-12 04:43:16.280010423',NULL,'activity',8,'loaded','[]',NULL);
INSERT INTO "history" VALUES(19,'2019-03-12 04:43:16.280010423',NULL,'activity',9,'loaded','[]',NULL);
INSERT INTO "history" VALUES(20,'2019-03-12 04:43:16.280010423',NULL,'activity',10,'loaded','[]',NULL);
INSERT INTO "history" VALUES(21,'2019-03-12 04:43:16.280010423',NULL,'activity',11,'loaded','[]',NULL);
INSERT INTO "history" VALUES(22,'2019-03-12 04:43:16.280010423',NULL,'activity',12,'loaded','[]',NULL);
INSERT INTO "history" VALUES(23,'2019-03-12 04:43:16.280010423',NULL,'activity',13,'loaded','[]',NULL);
INSERT INTO "history" VALUES(24,'2019-03-12 04:43:16.280010423',NULL,'activity',14,'loaded','[]',NULL);
INSERT INTO "history" VALUES(25,'2019-03-12 04:43:16.280010423',NULL,'objective',1,'loaded','[]',NULL);
INSERT INTO "history" VALUES(26,'2019-03-12 04:43:16.280010423',NULL,'objective',2,'loaded','[]',NULL);
INSERT INTO "history" VALUES(27,'2019-03-12 04:43:16.280010423',NULL,'objective',3,'loaded','[]',NULL);
INSERT INTO "history" VALUES(28,'2019-03-12 04:43:16.280010423',NULL,'objective',4,'loaded','[]',NULL);
INSERT INTO "history" VALUES(29,'2019-03-12 04:43:16.280010423',NULL,'objective',5,'loaded','[]',NULL);
INSERT INTO "history" VALUES(30,'2019-03-12 04:43:16.280010423',NULL,'objective',6,'loaded','[]',NULL);
INSERT INTO "history" VALUES(31,'2019-03-12 04:43:16.280010423',NULL,'objective',7,'loaded','[]',NULL);
INSERT INTO "history" VALUES(32,'2019-03-12 04:43:16.280010423',NULL,'objective',8,'loaded','[]',NULL);
INSERT INTO "history" VALUES(33,'2019-03-12 04:43:16.280010423',NULL,'objective',9,'loaded','[]',NULL);
INSERT INTO "history" VALUES(34,'2019-03-12 04:43:16.280010423',NULL,'objective',10,'loaded','[]',NULL);
INSERT INTO "history" VALUES(35,'2019-03-12 04:43:16.280010423',NULL,'objective',11,'loaded','[]',NULL);
INSERT INTO "history" VALUES(36,'2019-03-12 04:43:16.280010423',NULL,'objective',12,'loaded','[]',NULL);
INSERT INTO "history" VALUES(37,'2019-03-12 04:43:16.280010423',NULL,'objective',13,'loaded','[]',NULL);
INSERT INTO "history" VALUES(38,'2019-03-12 04:43:16.280010423',NULL,'objective',14,'loaded','[]',NULL);
INSERT INTO "history" VALUES(39,'2019-03-12 04:43:16.280010423',NULL,'objective',15,'loaded','[]',NULL);
INSERT INTO "history" VALUES(40,'2019-03-12 04:43:16.280010423',NULL,'objective',16,'loaded','[]',NULL);
INSERT INTO "history" VALUES(41,'2019-03-12 04:43:16.280010423',NULL,'objective',17,'loaded','[]',NULL);
INSERT INTO "history" VALUES(42,'2019-03-12 04:43:16.280010423',NULL,'objective',18,'loaded','[]',NULL);
INSERT INTO "history" VALUES(43,'2019-03-12 04:43:16.280010423',NULL,'objective',19,'loaded','[]',NULL);
INSERT INTO "history" VALUES(44,'2019-03-12 04:43:16.280010423',NULL,'objective',20,'loaded','[]',NULL);
INSERT INTO "history" VALUES(45,'2019-03-12 04:43:16.280010423',NULL,'objective',21,'loaded','[]',NULL);
INSERT INTO "history" VALUES(46,'2019-03-12 04:43:16.280010423',NULL,'objective',22,'loaded','[]',NULL);
INSERT INTO "history" VALUES(47,'2019-03-12 04:43:16.280010423',NULL,'objective',23,'loaded','[]',NULL);
INSERT INTO "history" VALUES(48,'2019-03-12 04:43:16.348196621',NULL,'organisation',10,'loaded','[]',NULL);
INSERT INTO "history" VALUES(49,'2019-03-12 04:43:16.348196621',NULL,'organisation',11,'loaded','[]',NULL);
INSERT INTO "history" VALUES(50,'2019-03-12 04:43:16.348196621',NULL,'organisation',12,'loaded','[]',NULL);
INSERT INTO "history" VALUES(51,'2019-03-12 04:43:16.348196621',NULL,'organisation',13,'loaded','[]',NULL);
INSERT INTO "history" VALUES(52,'2019-03-12 04:43:16.348196621',NULL,'organisation',14,'loaded','[]',NULL);
INSERT INTO "history" VALUES(53,'2019-03-12 04:43:16.348196621',NULL,'organisation',15,'loaded','[]',NULL);
INSERT INTO "history" VALUES(54,'2019-03-12 04:43:16.348196621',NULL,'organisation',16,'loaded','[]',NULL);
INSERT INTO "history" VALUES(55,'2019-03-12 04:43:16.348196621',NULL,'organisation',17,'loaded','[]',NULL);
INSERT INTO "history" VALUES(56,'2019-03-12 04:43:16.348196621',NULL,'organisation',18,'loaded','[]',NULL);
INSERT INTO "history" VALUES(57,'2019-03-12 04:43:16.348196621',NULL,'organisation',19,'loaded','[]',NULL);
INSERT INTO "history" VALUES(58,'2019-03-12 04:43:16.348196621',NULL,'organisation',20,'loaded','[]',NULL);
INSERT INTO "history" VALUES(59,'2019-03-12 04:43:16.348196621',NULL,'organisation',21,'loaded','[]',NULL);
INSERT INTO "history" VALUES(60,'2019-03-12 04:43:16.348196621',NULL,'organisation',22,'loaded','[]',NULL);
INSERT INTO "history" VALUES(61,'2019-03-12 04:43:16.348196621',NULL,'organisation',23,'loaded','[]',NULL);
INSERT INTO "history" VALUES(62,'2019-03-12 04:43:16.348196621',NULL,'organisation',24,'loaded','[]',NULL);
INSERT INTO "history" VALUES(63,'2019-03-12 04:43:16.348196621',NULL,'organisation',25,'loaded','[]',NULL);
INSERT INTO "history" VALUES(64,'2019-03-12 04:43:16.348196621',NULL,'organisation',26,'loaded','[]',NULL);
INSERT INTO "history" VALUES(65,'2019-03-12 04:43:16.348196621',NULL,'organisation',27,'loaded','[]',NULL);
INSERT INTO "history" VALUES(66,'2019-03-12 04:43:16.348196621',NULL,'organisation',28,'loaded','[]',NULL);
INSERT INTO "history" VALUES(67,'2019-03-12 04:43:16.348196621',NULL,'organisation',29,'loaded','[]',NULL);
INSERT INTO "history" VALUES(68,'2019-03-12 04:43:16.348196621',NULL,'organisation',30,'loaded','[]',NULL);
INSERT INTO "history" VALUES(69,'2019-03-12 04:43:16.348196621',NULL,'organisation',31,'loaded','[]',NULL);
INSERT INTO "history" VALUES(70,'2019-03-12 04:43:16.348196621',NULL,'organisation',32,'loaded','[]',NULL);
INSERT INTO "history" VALUES(71,'2019-03-12 04:43:16.348196621',NULL,'organisation',33,'loaded','[]',NULL);
INSERT INTO "history" VALUES(72,'2019-03-12 04:43:16.348196621',NULL,'organisation',34,'loaded','[]',NULL);
INSERT INTO "history" VALUES(73,'2019-03-12 04:43:16.348196621',NULL,'organisation',35,'loaded','[]',NULL);
INSERT INTO "history" VALUES(74,'2019-03-12 04:43:16.348196621',NULL,'organisation',36,'loaded','[]',NULL);
INSERT INTO "history" VALUES(75,'2019-03-12 04:43:16.348196621',NULL,'organisation',37,'loaded','[]',NULL);
INSERT INTO "history" VALUES(76,'2019-03-12 04:43:16.348196621',NULL,'organisation',38,'loaded','[]',NULL);
INSERT INTO "history" VALUES(77,'2019-03-12 04:43:16.348196621',NULL,'organisation',39,'loaded','[]',NULL);
INSERT INTO "history" VALUES(78,'2019-03-12 04:43:16.348196621',NULL,'organisation',40,'loaded','[]',NULL);
INSERT INTO "history" VALUES(79,'2019-03-12 04:43:16.348196621',NULL,'organisation',41,'loaded','[]',NULL);
INSERT INTO "history" VALUES(80,'2019-03-12 04:43:16.348196621',NULL,'organisation',42,'loaded','[]',NULL);
INSERT INTO "history" VALUES(81,'2019-03-12 04:43:16.348196621',NULL,'organisation',43,'loaded','[]',NULL);
INSERT INTO "history" VALUES(82,'2019-03-12 04:43:16.348196621',NULL,'organisation',44,'loaded','[]',NULL);
INSERT INTO "history" VALUES(83,'2019-03-12 04:43:16.348196621',NULL,'organisation',45,'loaded','[]',NULL);
INSERT INTO "history" VALUES(84,'2019-03-12 04:43:16.348196621',NULL,'organisation',46,'loaded','[]',NULL);
INSERT INTO "history" VALUES(85,'2019-03-12 04:43:16.348196621',NULL,'organisation',47,'loaded','[]',NULL);
INSERT INTO "history" VALUES(86,'2019-03-12 04:43:16.348196621',NULL,'organisation',48,'loaded','[]',NULL);
INSERT INTO "history" VALUES(87,'2019-03-12 04:43:16.348196621',NULL,'organisation',49,'loaded','[]',NULL);
INSERT INTO "history" VALUES(88,'2019-03-12 04:43:16.348196621',NULL,'organisation',50,'loaded','[]',NULL);
INSERT INTO "history" VALUES(89,'2019-03-12 04:43:16.348196621',NULL,'organisation',51,'loaded','[]',NULL);
INSERT INTO "history" VALUES(90,'2019-03-12 04:43:16.348196621',NULL,'organisation',52,'loaded','[]',NULL);
INSERT INTO "history" VALUES(91,'2019-03-12 04:43:16.348196621',NULL,'organisation',53,'loaded','[]',NULL);
INSERT INTO "history" VALUES(92,'2019-03-12 04:43:16.348196621',NULL,'organisation',54,'loaded','[]',NULL);
INSERT INTO "history" VALUES(93,'2019-03-12 04:43:16.348196621',NULL,'organisation',55,'loaded','[]',NULL);
INSERT INTO "history" VALUES(94,'2019-03-12 04:43:16.348196621',NULL,'organisation',56,'loaded','[]',NULL);
INSERT INTO "history" VALUES(95,'2019-03-12 04:43:16.348196621',NULL,'organisation',57,'loaded','[]',NULL);
INSERT INTO "history" VALUES(96,'2019-03-12 04:43:16.348196621',NULL,'organisation',58,'loaded','[]',NULL);
INSERT INTO "history" VALUES(97,'2019-03-12 04:43:16.348196621',NULL,'organisation',59,'loaded','[]',NULL);
INSERT INTO "history" VALUES(98,'2019-03-12 04:43:16.348196621',NULL,'organisation',60,'loaded','[]',NULL);
INSERT INTO "history" VALUES(99,'2019-03-12 04:43:16.348196621',NULL,'organisation',61,'loaded','[]',NULL);
INSERT INTO "history" VALUES(100,'2019-03-12 04:43:16.348196621',NULL,'organisation',62,'loaded','[]',NULL);
INSERT INTO "history" VALUES(101,'2019-03-12 04:43:16.348196621',NULL,'organisation',63,'loaded','[]',NULL);
INSERT INTO "history" VALUES(102,'2019-03-12 04:43:16.348196621',NULL,'organisation',64,'loaded','[]',NULL);
INSERT INTO "history" VALUES(103,'2019-03-12 04:43:16.348196621',NULL,'organisation',65,'loaded','[]',NULL);
INSERT INTO "history" VALUES(104,'2019-03-12 04:43:16.348196621',NULL,'relationship',1,'loaded','[]',NULL);
INSERT INTO "history" VALUES(105,'2019-03-12 04:43:16.348196621',NULL,'relationship',2,'loaded','[]',NULL);
INSERT INTO "history" VALUES(106,'2019-03-12 04:43:16.348196621',NULL,'relationship',3,'loaded','[]',NULL);
INSERT INTO "history" VALUES(107,'2019-03-12 04:43:16.348196621',NULL,'relationship',4,'loaded','[]',NULL);
INSERT INTO "history" VALUES(108,'2019-03-12 04:43:16.348196621',NULL,'relationship',5,'loaded','[]',NULL);
INSERT INTO "history" VALUES(109,'2019-03-12 04:43:16.348196621',NULL,'relationship',6,'loaded','[]',NULL);
INSERT INTO "history" VALUES(110,'2019-03-12 04:43:16.348196621',NULL,'relationship',7,'loaded','[]',NULL);
INSERT INTO "history" VALUES(111,'2019-03-12 04:43:16.348196621',NULL,'relationship',8,'loaded','[]',NULL);
INSERT INTO "history" VALUES(112,'2019-03-12 04:43:16.348196621',NULL,'relationship',9,'loaded','[]',NULL);
INSERT INTO "history" VALUES(113,'2019-03-12 04:43:16.348196621',NULL,'relationship',10,'loaded','[]',NULL);
INSERT INTO "history" VALUES(114,'2019-03-12 04:43:16.348196621',NULL,'relationship',11,'loaded','[]',NULL);
INSERT INTO "history" VALUES(115,'2019-03-12 04:43:16.348196621',NULL,'relationship',12,'loaded','[]',NULL);
INSERT INTO "history" VALUES(116,'2019-03-12 04:43:16.348196621',NULL,'relationship',13,'loaded','[]',NULL);
INSERT INTO "history" VALUES(117,'2019-03-12 04:43:16.348196621',NULL,'relationship',14,'loaded','[]',NULL);
INSERT INTO "history" VALUES(118,'2019-03-12 04:43:16.348196621',NULL,'relationship',15,'loaded','[]',NULL);
INSERT INTO "history" VALUES(119,'2019-03-12 04:43:16.348196621',NULL,'relationship',16,'loaded','[]',NULL);
INSERT INTO "history" VALUES(120,'2019-03-12 04:43:16.348196621',NULL,'relationship',17,'loaded','[]',NULL);
INSERT INTO "history" VALUES(121,'2019-03-12 04:43:16.348196621',NULL,'relationship',18,'loaded','[]',NULL);
INSERT INTO "history" VALUES(122,'2019-03-12 04:43:16.348196621',NULL,'relationship',19,'loaded','[]',NULL);
INSERT INTO "history" VALUES(123,'2019-03-12 04:43:16.348196621',NULL,'relationship',20,'loaded','[]',NULL);
INSERT INTO "history" VALUES(124,'2019-03-12 04:43:16.348196621',NULL,'relationship',21,'loaded','[]',NULL);
INSERT INTO "history" VALUES(125,'2019-03-12 04:43:16.348196621',NULL,'relationship',22,'loaded','[]',NULL);
INSERT INTO "history" VALUES(126,'2019-03-12 04:43:16.348196621',NULL,'relationship',23,'loaded','[]',NULL);
INSERT INTO "history" VALUES(127,'2019-03-12 04:43:16.348196621',NULL,'relationship',24,'loaded','[]',NULL);
INSERT INTO "history" VALUES(128,'2019-03-12 04:43:16.348196621',NULL,'relationship',25,'loaded','[]',NULL);
INSERT INTO "history" VALUES(129,'2019-03-12 04:43:16.348196621',NULL,'relationship',26,'loaded','[]',NULL);
INSERT INTO "history" VALUES(130,'2019-03-12 04:43:16.348196621',NULL,'relationship',27,'loaded','[]',NULL);
INSERT INTO "history" VALUES(131,'2019-03-12 04:43:16.348196621',NULL,'relationship',28,'loaded','[]',NULL);
INSERT INTO "history" VALUES(132,'2019-03-12 04:43:16.348196621',NULL,'relationship',29,'loaded','[]',NULL);
INSERT INTO "history" VALUES(133,'2019-03-12 04:43:16.348196621',NULL,'relationship',30,'loaded','[]',NULL);
INSERT INTO "history" VALUES(134,'2019-03-12 04:43:16.348196621',NULL,'relationship',31,'loaded','[]',NULL);
INSERT INTO "history" VALUES(135,'2019-03-12 04:43:16.348196621',NULL,'relationship',32,'loaded','[]',NULL);
INSERT INTO "history" VALUES(136,'2019-03-12 04:43:16.348196621',NULL,'relationship',33,'loaded','[]',NULL);
INSERT INTO "history" VALUES(137,'2019-03-12 04:43:16.348196621',NULL,'relationship',34,'loaded','[]',NULL);
INSERT INTO "history" VALUES(138,'2019-03-12 04:43:16.348196621',NULL,'relationship',35,'loaded','[]',NULL);
INSERT INTO "history" VALUES(139,'2019-03-12 04:43:16.348196621',NULL,'relationship',36,'loaded','[]',NULL);
INSERT INTO "history" VALUES(140,'2019-03-12 04:43:16.348196621',NULL,'relationship',37,'loaded','[]',NULL);
INSERT INTO "history" VALUES(141,'2019-03-12 04:43:16.348196621',NULL,'relationship',38,'loaded','[]',NULL);
INSERT INTO "history" VALUES(142,'2019-03-12 04:43:16.348196621',NULL,'relationship',39,'loaded','[]',NULL);
INSERT INTO "history" VALUES(143,'2019-03-12 04:43:16.348196621',NULL,'relationship',40,'loaded','[]',NULL);
INSERT INTO "history" VALUES(144,'2019-03-12 04:43:16.348196621',NULL,'relationship',41,'loaded','[]',NULL);
INSERT INTO "history" VALUES(145,'2019-03-12 04:43:16.348196621',NULL,'relationship',42,'loaded','[]',NULL);
INSERT INTO "history" VALUES(146,'2019-03-12 04:43:16.348196621',NULL,'relationship',43,'loaded','[]',NULL);
INSERT INTO "history" VALUES(147,'2019-03-12 04:43:16.348196621',NULL,'relationship',44,'loaded','[]',NULL);
INSERT INTO "history" VALUES(148,'2019-03-12 04:43:16.348196621',NULL,'relationship',45,'loaded','[]',NULL);
INSERT INTO "history" VALUES(149,'2019-03-12 04:43:16.348196621',NULL,'relationship',46,'loaded','[]',NULL);
INSERT INTO "history" VALUES(150,'2019-03-12 04:43:16.348196621',NULL,'relationship',47,'loaded','[]',NULL);
INSERT INTO "history" VALUES(151,'2019-03-12 04:43:16.348196621',NULL,'relationship',48,'loaded','[]',NULL);
INSERT INTO "history" VALUES(152,'2019-03-12 04:43:16.348196621',NULL,'relationship',49,'loaded','[]',NULL);
INSERT INTO "history" VALUES(153,'2019-03-12 04:43:16.348196621',NULL,'relationship',50,'loaded','[]',NULL);
INSERT INTO "history" VALUES(154,'2019-03-12 04:43:16.348196621',NULL,'relationship',51,'loaded','[]',NULL);
INSERT INTO "history" VALUES(155,'2019-03-12 04:43:16.348196621',NULL,'relationship',52,'loaded','[]',NULL);
INSERT INTO "history" VALUES(156,'2019-03-12 04:43:16.348196621',NULL,'relationship',53,'loaded','[]',NULL);
INSERT INTO "history" VALUES(157,'2019-03-12 04:43:16.348196621',NULL,'relationship',54,'loaded','[]',NULL);
INSERT INTO "history" VALUES(158,'2019-03-12 04:43:16.348196621',NULL,'relationship',55,'loaded','[]',NULL);
INSERT INTO "history" VALUES(159,'2019-03-12 04:43:16.348196621',NULL,'relationship',56,'loaded','[]',NULL);
INSERT INTO "history" VALUES(160,'2019-03-12 04:43:16.348196621',NULL,'relationship',57,'loaded','[]',NULL);
INSERT INTO "history" VALUES(161,'2019-03-12 04:43:16.348196621',NULL,'relationship',58,'loaded','[]',NULL);
INSERT INTO "history" VALUES(162,'2019-03-12 04:43:16.348196621',NULL,'relationship',59,'loaded','[]',NULL);
INSERT INTO "history" VALUES(163,'2019-03-12 04:43:16.348196621',NULL,'relationship',60,'loaded','[]',NULL);
INSERT INTO "history" VALUES(164,'2019-03-12 04:43:16.348196621',NULL,'relationship',61,'loaded','[]',NULL);
INSERT INTO "history" VALUES(165,'2019-03-12 04:43:16.348196621',NULL,'relationship',62,'loaded','[]',NULL);
INSERT INTO "history" VALUES(166,'2019-03-12 04:43:16.348196621',NULL,'relationship',63,'loaded','[]',NULL);
INSERT INTO "history" VALUES(167,'2019-03-12 04:43:16.348196621',NULL,'relationship',64,'loaded','[]',NULL);
INSERT INTO "history" VALUES(168,'2019-03-12 04:43:16.348196621',NULL,'relationship',65,'loaded','[]',NULL);
INSERT INTO "history" VALUES(169,'2019-03-12 04:43:16.348196621',NULL,'relationship',66,'loaded','[]',NULL);
INSERT INTO "history" VALUES(170,'2019-03-12 04:43:16.348196621',NULL,'relationship',67,'loaded','[]',NULL);
INSERT INTO "history" VALUES(171,'2019-03-12 04:43:16.348196621',NULL,'relationship',68,'loaded','[]',NULL);
INSERT INTO "history" VALUES(172,'2019-03-12 04:43:16.348196621',NULL,'relationship',69,'loaded','[]',NULL);
INSERT INTO "history" VALUES(173,'2019-03-12 04:43:16.348196621',NULL,'relationship',70,'loaded','[]',NULL);
INSERT INTO "history" VALUES(174,'2019-03-12 04:43:16.348196621',NULL,'relationship',71,'loaded','[]',NULL);
INSERT INTO "history" VALUES(175,'2019-03-12 04:43:16.348196621',NULL,'relationship',72,'loaded','[]',NULL);
INSERT INTO "history" VALUES(176,'2019-03-12 04:43:16.348196621',NULL,'relationship',73,'loaded','[]',NULL);
INSERT INTO "history" VALUES(177,'2017-02-01 09:00:00',2,'activity',1,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-02-01"},{"field":"actual-end","before":null,"after":"2018-10-31"}]',NULL);
INSERT INTO "history" VALUES(178,'2017-04-20 09:00:00',2,'activity',1,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Outline of the e-learning module agreed"}]','Work has begun on time.');
INSERT INTO "history" VALUES(179,'2017-10-05 09:00:00',2,'activity',1,'reported','[{"field":"headline","before":null,"after":"First English draft is with the reviewers"}]',NULL);
INSERT INTO "history" VALUES(180,'2018-05-14 09:00:00',2,'activity',1,'reported','[{"field":"status","before":"on-track","after":"at-risk"},{"field":"headline","before":null,"after":"Translation into French takes longer"}]','One of three languages is late.');
INSERT INTO "history" VALUES(181,'2018-11-06 09:00:00',2,'activity',1,'reported','[{"field":"status","before":"at-risk","after":"completed"},{"field":"headline","before":null,"after":"Module and toolkit are out in three languages"}]','All outputs of this activity are delivered.');
INSERT INTO "history" VALUES(182,'2017-06-01 09:00:00',2,'activity',2,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-06-01"}]',NULL);
INSERT INTO "history" VALUES(183,'2017-09-01 09:00:00',2,'activity',2,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Dates of the first two trainings fixed"}]','Preparation goes as planned.');
INSERT INTO "history" VALUES(184,'2018-06-20 09:00:00',2,'activity',2,'reported','[{"field":"status","before":"on-track","after":"at-risk"},{"field":"headline","before":null,"after":"Second training moved to next year"}]','One of three trainings has moved.');
INSERT INTO "history" VALUES(185,'2018-12-17 09:00:00',2,'activity',2,'reported','[{"field":"status","before":"at-risk","after":"delayed"},{"field":"headline","before":null,"after":"One training is still to be held"}]','The third training cannot be held within the planned time.');
INSERT INTO "history" VALUES(186,'2017-03-15 09:00:00',3,'activity',3,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2017-03-15"}]',NULL);
INSERT INTO "history" VALUES(187,'2017-11-30 09:00:00',3,'activity',3,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"选定首批六个试点国家"}]','试点国家已按计划选定。');
INSERT INTO "history" VALUES(188,'2018-08-08 09:00:00',3,'activity',3,'reported','[{"field":"headline","before":null,"after":"Six countries report first measures"}]',NULL);
INSERT INTO "history" VALUES(189,'2018-12-21 09:00:00',3,'activity',3,'confirmed','[]',NULL);
INSERT INTO "history" VALUES(190,'2017-05-02 09:00:00',2,'activity',4,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-05-02"}]',NULL);
INSERT INTO "history" VALUES(191,'2018-03-01 09:00:00',2,'activity',4,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"First regional course held"}]','The first course was held as planned.');
INSERT INTO "history" VALUES(192,'2019-02-22 09:00:00',2,'activity',4,'reported','[{"field":"status","before":"on-track","after":"at-risk"},{"field":"headline","before":null,"after":"No host yet for the next course"}]','The next course has no host.');
INSERT INTO "history" VALUES(193,'2017-09-01 09:00:00',3,'activity',5,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2017-09-01"}]',NULL);
INSERT INTO "history" VALUES(194,'2018-04-12 09:00:00',3,'activity',5,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Module on sampling tested in two classes"}]','The first of the modules is in test.');
INSERT INTO "history" VALUES(195,'2019-01-15 09:00:00',3,'activity',5,'reported','[{"field":"headline","before":null,"after":"Two modules are online"}]',NULL);
INSERT INTO "history" VALUES(196,'2018-01-15 09:00:00',3,'activity',6,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2018-01-15"}]',NULL);
INSERT INTO "history" VALUES(197,'2018-06-01 09:00:00',3,'activity',6,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Course material drafted"}]','Drafting is on time.');
INSERT INTO "history" VALUES(198,'2019-03-01 09:00:00',3,'activity',6,'reported','[{"field":"status","before":"on-track","after":"at-risk"},{"field":"headline","before":null,"after":"Subregional course postponed"}]','Two hosts withdrew.');
INSERT INTO "history" VALUES(199,'2017-02-14 09:00:00',2,'activity',7,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-02-14"}]',NULL);
INSERT INTO "history" VALUES(200,'2017-07-03 09:00:00',2,'activity',7,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"First workshop held"}]','The first workshop was held as planned.');
INSERT INTO "history" VALUES(201,'2018-06-18 09:00:00',2,'activity',7,'reported','[{"field":"status","before":"on-track","after":"at-risk"},{"field":"headline","before":null,"after":"Protocol for grain shipments is late"}]','One output is late.');
INSERT INTO "history" VALUES(202,'2018-12-18 09:00:00',2,'activity',7,'reported','[{"field":"status","before":"at-risk","after":"on-track"},{"field":"headline","before":null,"after":"Two workshops planned for early 2019"}]','Two workshops are planned for early 2019; the protocol is with the printer.');
INSERT INTO "history" VALUES(203,'2017-03-01 09:00:00',3,'activity',8,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2017-03-01"}]',NULL);
INSERT INTO "history" VALUES(204,'2018-02-20 09:00:00',3,'activity',8,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Three online discussions held"}]','Discussions go as planned.');
INSERT INTO "history" VALUES(205,'2019-02-18 09:00:00',3,'activity',8,'reported','[{"field":"headline","before":null,"after":"List of tools is ready for comments"}]',NULL);
INSERT INTO "history" VALUES(206,'2017-10-01 09:00:00',2,'activity',9,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-10-01"}]',NULL);
INSERT INTO "history" VALUES(207,'2018-05-25 09:00:00',2,'activity',9,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Concept of the workshops agreed"}]','Preparation goes as planned.');
INSERT INTO "history" VALUES(208,'2018-11-30 09:00:00',2,'activity',9,'reported','[{"field":"status","before":"on-track","after":"delayed"},{"field":"headline","before":null,"after":"No workshop held yet"}]','No workshop was held by the date planned.');
INSERT INTO "history" VALUES(209,'2018-02-01 09:00:00',3,'activity',10,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2018-02-01"}]',NULL);
INSERT INTO "history" VALUES(210,'2018-07-10 09:00:00',3,'activity',10,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"First course held"}]','The first course was held.');
INSERT INTO "history" VALUES(211,'2019-01-28 09:00:00',3,'activity',10,'reported','[{"field":"headline","before":null,"after":"Second course announced"}]',NULL);
INSERT INTO "history" VALUES(212,'2017-01-01 09:00:00',3,'activity',11,'edited','[{"field":"lead","before":null,"after":"Li Wen"}]',NULL);
INSERT INTO "history" VALUES(213,'2019-01-08 09:00:00',3,'activity',11,'reported','[{"field":"status","before":null,"after":"not-started"},{"field":"headline","before":null,"after":"Waiting for the tools of activity 8"}]','The list of tools has to be ready first.');
INSERT INTO "history" VALUES(214,'2017-04-01 09:00:00',2,'activity',12,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2017-04-01"},{"field":"actual-end","before":null,"after":"2018-12-14"}]',NULL);
INSERT INTO "history" VALUES(215,'2017-12-12 09:00:00',2,'activity',12,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Manual half written"}]','Writing is on time.');
INSERT INTO "history" VALUES(216,'2018-12-18 09:00:00',2,'activity',12,'reported','[{"field":"status","before":"on-track","after":"completed"},{"field":"headline","before":null,"after":"Toolkit and manual are published"}]','Everything planned is done.');
INSERT INTO "history" VALUES(217,'2017-05-15 09:00:00',3,'activity',13,'edited','[{"field":"lead","before":null,"after":"Li Wen"},{"field":"actual-start","before":null,"after":"2017-05-15"}]',NULL);
INSERT INTO "history" VALUES(218,'2018-04-03 09:00:00',3,'activity',13,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"Forum has its hundredth member"}]','The network grows steadily.');
INSERT INTO "history" VALUES(219,'2018-09-28 09:00:00',3,'activity',13,'confirmed','[]',NULL);
INSERT INTO "history" VALUES(220,'2018-12-20 09:00:00',3,'activity',13,'confirmed','[]',NULL);
INSERT INTO "history" VALUES(221,'2018-03-05 09:00:00',2,'activity',14,'edited','[{"field":"lead","before":null,"after":"Ines Duarte"},{"field":"actual-start","before":null,"after":"2018-03-05"}]',NULL);
INSERT INTO "history" VALUES(222,'2018-10-01 09:00:00',2,'activity',14,'reported','[{"field":"status","before":null,"after":"on-track"},{"field":"headline","before":null,"after":"First workshop on liability and redress prepared"}]','Preparation goes as planned.');
INSERT INTO "history" VALUES(223,'2019-02-05 09:00:00',2,'activity',14,'reported','[{"field":"headline","before":null,"after":"Invitations are out"}]',NULL);
INSERT INTO "history" VALUES(224,'2017-06-30 09:00:00',4,'event',1,'created','[]',NULL);
INSERT INTO "history" VALUES(225,'2017-06-30 09:00:00',4,'event',1,'submitted','[]',NULL);
INSERT INTO "history" VALUES(226,'2017-07-05 09:00:00',2,'event',1,'verified','[]',NULL);
INSERT INTO "history" VALUES(227,'2017-11-20 09:00:00',4,'event',2,'created','[]',NULL);
INSERT INTO "history" VALUES(228,'2017-11-20 09:00:00',4,'event',2,'submitted','[]',NULL);
INSERT INTO "history" VALUES(229,'2017-11-27 09:00:00',2,'event',2,'verified','[]',NULL);
INSERT INTO "history" VALUES(230,'2018-04-23 09:00:00',4,'event',3,'created','[]',NULL);
INSERT INTO "history" VALUES(231,'2018-04-23 09:00:00',4,'event',3,'submitted','[]',NULL);
INSERT INTO "history" VALUES(232,'2018-05-02 09:00:00',2,'event',3,'verified','[]',NULL);
INSERT INTO "history" VALUES(233,'2019-03-04 09:00:00',4,'event',4,'created','[]',NULL);
INSERT INTO "history" VALUES(234,'2019-03-04 09:00:00',4,'event',4,'submitted','[]',NULL);
INSERT INTO "history" VALUES(235,'2019-03-06 09:00:00',3,'event',5,'created','[]',NULL);
INSERT INTO "history" VALUES(236,'2019-03-06 09:00:00',3,'event',5,'submitted','[]',NULL);
INSERT INTO "history" VALUES(237,'2019-03-01 09:00:00',4,'event',6,'created','[]',NULL);
INSERT INTO "history" VALUES(238,'2019-03-01 09:00:00',4,'event',6,'submitted','[]',NULL);
INSERT INTO "history" VALUES(239,'2019-03-08 09:00:00',2,'event',6,'returned','[]','The total says 41, but the list of countries gives only 12. Please add the other countries if you know them.');
INSERT INTO "history" VALUES(240,'2017-07-10 09:00:00',5,'event',7,'created','[]',NULL);
INSERT INTO "history" VALUES(241,'2017-07-10 09:00:00',5,'event',7,'submitted','[]',NULL);
INSERT INTO "history" VALUES(242,'2017-07-17 09:00:00',2,'event',7,'verified','[]',NULL);
INSERT INTO "history" VALUES(243,'2018-03-12 09:00:00',5,'event',8,'created','[]',NULL);
INSERT INTO "history" VALUES(244,'2018-03-12 09:00:00',5,'event',8,'submitted','[]',NULL);
INSERT INTO "history" VALUES(245,'2018-03-20 09:00:00',2,'event',8,'verified','[]',NULL);
INSERT INTO "history" VALUES(246,'2018-10-15 09:00:00',5,'event',9,'created','[]',NULL);
INSERT INTO "history" VALUES(247,'2018-10-15 09:00:00',5,'event',9,'submitted','[]',NULL);
INSERT INTO "history" VALUES(248,'2018-10-24 09:00:00',2,'event',9,'verified','[]',NULL);
INSERT INTO "history" VALUES(249,'2018-02-05 09:00:00',3,'event',10,'created','[]',NULL);
INSERT INTO "history" VALUES(250,'2018-02-05 09:00:00',3,'event',10,'submitted','[]',NULL);
INSERT INTO "history" VALUES(251,'2018-02-12 09:00:00',2,'event',10,'verified','[]',NULL);
INSERT INTO "history" VALUES(252,'2017-10-09 09:00:00',2,'event',11,'created','[]',NULL);
INSERT INTO "history" VALUES(253,'2017-10-09 09:00:00',2,'event',11,'submitted','[]',NULL);
INSERT INTO "history" VALUES(254,'2017-10-16 09:00:00',3,'event',11,'verified','[]',NULL);
INSERT INTO "history" VALUES(255,'2018-06-18 09:00:00',2,'event',12,'created','[]',NULL);
INSERT INTO "history" VALUES(256,'2018-06-18 09:00:00',2,'event',12,'submitted','[]',NULL);
INSERT INTO "history" VALUES(257,'2018-06-25 09:00:00',3,'event',12,'verified','[]',NULL);
INSERT INTO "history" VALUES(258,'2018-09-10 09:00:00',3,'event',13,'created','[]',NULL);
INSERT INTO "history" VALUES(259,'2018-09-10 09:00:00',3,'event',13,'submitted','[]',NULL);
INSERT INTO "history" VALUES(260,'2018-09-17 09:00:00',2,'event',13,'verified','[]',NULL);
INSERT INTO "history" VALUES(261,'2018-05-21 09:00:00',3,'event',14,'created','[]',NULL);
INSERT INTO "history" VALUES(262,'2018-05-21 09:00:00',3,'event',14,'submitted','[]',NULL);
INSERT INTO "history" VALUES(263,'2018-05-28 09:00:00',2,'event',14,'verified','[]',NULL);
INSERT INTO "history" VALUES(264,'2018-11-05 09:00:00',5,'event',15,'created','[]',NULL);
INSERT INTO "history" VALUES(265,'2018-11-05 09:00:00',5,'event',15,'submitted','[]',NULL);
INSERT INTO "history" VALUES(266,'2018-11-12 09:00:00',3,'event',15,'verified','[]',NULL);
INSERT INTO "history" VALUES(267,'2018-04-30 09:00:00',5,'event',16,'created','[]',NULL);
INSERT INTO "history" VALUES(268,'2018-04-30 09:00:00',5,'event',16,'submitted','[]',NULL);
INSERT INTO "history" VALUES(269,'2018-05-08 09:00:00',3,'event',16,'verified','[]',NULL);
INSERT INTO "history" VALUES(270,'2019-02-11 09:00:00',5,'event',17,'created','[]',NULL);
INSERT INTO "history" VALUES(271,'2019-02-11 09:00:00',5,'event',17,'submitted','[]',NULL);
INSERT INTO "history" VALUES(272,'2019-02-18 09:00:00',3,'event',17,'verified','[]',NULL);
INSERT INTO "history" VALUES(273,'2018-12-10 09:00:00',3,'event',18,'created','[]',NULL);
INSERT INTO "history" VALUES(274,'2018-12-10 09:00:00',3,'event',18,'submitted','[]',NULL);
INSERT INTO "history" VALUES(275,'2018-12-17 09:00:00',2,'event',18,'verified','[]',NULL);
INSERT INTO "history" VALUES(276,'2017-12-04 09:00:00',5,'event',19,'created','[]',NULL);
INSERT INTO "history" VALUES(277,'2017-12-04 09:00:00',5,'event',19,'submitted','[]',NULL);
INSERT INTO "history" VALUES(278,'2017-12-11 09:00:00',2,'event',19,'verified','[]',NULL);
INSERT INTO "history" VALUES(279,'2018-07-16 09:00:00',5,'event',20,'created','[]',NULL);
INSERT INTO "history" VALUES(280,'2018-07-16 09:00:00',5,'event',20,'submitted','[]',NULL);
INSERT INTO "history" VALUES(281,'2018-07-23 09:00:00',3,'event',20,'verified','[]',NULL);
INSERT INTO "history" VALUES(282,'2018-09-17 09:00:00',2,'event',21,'created','[]',NULL);
INSERT INTO "history" VALUES(283,'2018-09-17 09:00:00',2,'event',21,'submitted','[]',NULL);
INSERT INTO "history" VALUES(284,'2018-09-24 09:00:00',3,'event',21,'verified','[]',NULL);
INSERT INTO "history" VALUES(285,'2019-03-07 09:00:00',5,'event',22,'created','[]',NULL);
INSERT INTO "history" VALUES(286,'2019-03-07 09:00:00',5,'event',22,'submitted','[]',NULL);
INSERT INTO "history" VALUES(287,'2019-03-11 09:00:00',5,'event',23,'created','[]',NULL);
INSERT INTO "history" VALUES(288,'2018-08-20 09:00:00',5,'event',24,'created','[]',NULL);
INSERT INTO "history" VALUES(289,'2018-08-27 09:00:00',5,'event',24,'cancelled','[]','It did not take place; it was held in Apia in January 2019 instead.');
INSERT INTO "history" VALUES(290,'2017-02-20 09:00:00',2,'contribution',1,'created','[{"field":"donor","before":null,"after":"Example Development Fund"},{"field":"pledged","before":null,"after":"USD 120,000.00"},{"field":"pledged-on","before":null,"after":"2017-02-20"},{"field":"purpose","before":null,"after":"7, 8"},{"field":"payments","before":null,"after":"USD 60,000.00 (2017-04-03), USD 45,000.00 (2018-03-19)"},{"field":"source","before":null,"after":"Invented agreement 1"}]',NULL);
INSERT INTO "history" VALUES(291,'2018-01-15 09:00:00',2,'contribution',2,'created','[{"field":"donor","before":null,"after":"Example Development Fund"},{"field":"pledged","before":null,"after":"EUR 40,000.00"},{"field":"pledged-on","before":null,"after":"2018-01-15"},{"field":"purpose","before":null,"after":"2"},{"field":"payments","before":null,"after":"EUR 42,500.75 (2018-02-26)"},{"field":"source","before":null,"after":"Invented agreement 2"}]',NULL);
INSERT INTO "history" VALUES(292,'2018-11-05 09:00:00',2,'contribution',3,'created','[{"field":"donor","before":null,"after":"UNDP"},{"field":"pledged","before":null,"after":"USD 25,000.00"},{"field":"pledged-on","before":null,"after":"2018-11-05"},{"field":"purpose","before":null,"after":"plan"},{"field":"source","before":null,"after":"Invented letter of 5 November 2018"}]',NULL);
INSERT INTO "history" VALUES(293,'2017-06-23 09:00:00',2,'expenditure',1,'created','[{"field":"activity","before":null,"after":"7"},{"field":"spender","before":null,"after":"JRC"},{"field":"spent","before":null,"after":"EUR 18,240.30"},{"field":"spent-from","before":null,"after":"2017-06-19"},{"field":"spent-to","before":null,"after":"2017-06-23"},{"field":"spent-for","before":null,"after":"Travel and rooms of 20 participants, Ispra"},{"field":"source","before":null,"after":"Invented statement 1"}]',NULL);
INSERT INTO "history" VALUES(294,'2017-11-10 09:00:00',2,'expenditure',2,'created','[{"field":"activity","before":null,"after":"7"},{"field":"spender","before":null,"after":"JRC"},{"field":"spent","before":null,"after":"USD 31,870.00"},{"field":"spent-from","before":null,"after":"2017-11-06"},{"field":"spent-to","before":null,"after":"2017-11-10"},{"field":"spent-for","before":null,"after":"Workshop in Lima: travel, rooms, laboratory material"},{"field":"source","before":null,"after":"Invented statement 2"}]',NULL);
INSERT INTO "history" VALUES(295,'2018-03-02 09:00:00',2,'expenditure',3,'created','[{"field":"activity","before":null,"after":"2"},{"field":"spender","before":null,"after":"UNEP"},{"field":"spent","before":null,"after":"EUR 22,015.90"},{"field":"spent-from","before":null,"after":"2018-02-26"},{"field":"spent-to","before":null,"after":"2018-03-02"},{"field":"spent-for","before":null,"after":"Training in Suva: travel and trainers"},{"field":"source","before":null,"after":"Invented statement 3"}]',NULL);
INSERT INTO "history" VALUES(296,'2018-01-22 09:00:00',2,'report',1,'created','[{"field":"title","before":null,"after":"Invented report on 2017"},{"field":"meeting","before":null,"after":"An invented meeting of the Parties, 2018"},{"field":"period","before":null,"after":"2017-01-01 – 2017-12-31"},{"field":"language","before":null,"after":"en"}]',NULL);
INSERT INTO "history" VALUES(297,'2018-01-22 09:00:00',2,'report',1,'edited','[{"field":"introduction","before":null,"after":"This report is invented. It shows how a report looks that was frozen for a meeting.\n\nIn its first year the plan began with the work that others build on: outlines of modules, first trainings, and agreements with laboratories."}]',NULL);
INSERT INTO "history" VALUES(298,'2018-01-31 09:00:00',2,'report',1,'frozen','[]',NULL);
INSERT INTO "history" VALUES(299,'2019-03-04 09:00:00',3,'report',2,'created','[{"field":"title","before":null,"after":"Invented report on 2018"},{"field":"meeting","before":null,"after":"An invented meeting of the Parties, 2019"},{"field":"period","before":null,"after":"2018-01-01 – 2018-12-31"},{"field":"language","before":null,"after":"en"}]',NULL);
INSERT INTO "history" VALUES(300,'2019-03-04 09:00:00',3,'report',2,'edited','[{"field":"introduction","before":null,"after":"This report is invented. It is a draft: its words can still be edited."}]',NULL);
INSERT INTO "history" VALUES(301,'2019-03-12 04:44:07.869731359',1,'person',7,'created','[{"field":"role","before":null,"after":"officer"}]',NULL);
INSERT INTO "history" VALUES(302,'2019-03-12 04:44:07.869731359',1,'person',7,'invited','[]',NULL);
INSERT INTO "history" VALUES(303,'2019-03-12 04:44:07.879691439',2,'person',2,'calendar-opened','[]',NULL);
INSERT INTO "history" VALUES(304,'2019-03-12 04:44:07.884510311',2,'report',3,'created','[{"field":"title","before":null,"after":"Report that is still a draft"},{"field":"period","before":null,"after":"2017-01-01 – 2019-03-12"},{"field":"language","before":null,"after":"en"}]',NULL);
INSERT INTO "history" VALUES(305,'2019-03-12 04:44:07.894178942',4,'event',25,'created','[]',NULL);
INSERT INTO "history" VALUES(306,'2019-03-12 04:44:07.899431890',4,'event',25,'attached','[{"field":"file","before":null,"after":"programme.pdf"}]',NULL);
INSERT INTO "history" VALUES(307,'2019-03-12 04:44:07.909379436',4,'event',26,'created','[]',NULL);
INSERT INTO "history" VALUES(308,'2019-03-12 04:44:07.909379436',4,'event',26,'submitted','[]',NULL);
INSERT INTO "history" VALUES(309,'2019-03-12 04:44:07.919393732',4,'event',27,'created','[]',NULL);
INSERT INTO "history" VALUES(310,'2019-03-12 04:44:07.919393732',4,'event',27,'submitted','[]',NULL);
INSERT INTO "history" VALUES(311,'2019-03-12 04:44:07.930208118',4,'event',28,'created','[]',NULL);
INSERT INTO "history" VALUES(312,'2019-03-12 04:44:07.930208118',4,'event',28,'submitted','[]',NULL);
INSERT INTO "history" VALUES(313,'2019-03-12 04:44:07.950249517',2,'event',27,'returned','[]','Which lab?');
INSERT INTO "history" VALUES(314,'2019-03-12 04:44:07.968534132',4,'event',28,'cancelled','[]','It did not take place');
INSERT INTO "history" VALUES(315,'2019-03-12 04:44:07.980644587',2,'person',2,'edited','[{"field":"reminders","before":"update: as-it-comes","after":"update: weekly"}]',NULL);
INSERT INTO "history" VALUES(316,'2019-03-12 04:44:07.985736236',1,'settings',0,'edited','[{"field":"reminder-rule","before":"update: -7, 0, 7; 7; 21","after":"update: -2, 1; –; 1"}]',NULL);
INSERT INTO "history" VALUES(317,'2019-03-12 04:44:23.230157829',2,'activity',7,'evidenced','[{"field":"evidence","before":null,"after":"Two laboratories test by themselves."}]',NULL);
INSERT INTO "history" VALUES(318,'2019-03-12 04:44:23.254029039',2,'organisation',7,'edited','[{"field":"members","before":null,"after":"JRC"}]',NULL);
INSERT INTO "history" VALUES(319,'2019-03-12 04:44:23.269084508',1,'activity',7,'edited','[{"field":"reminder-rule","before":null,"after":"update: -1; –; –"}]',NULL);
INSERT INTO "history" VALUES(320,'2019-03-12 04:44:23.381845301',1,'person',1,'password-changed','[]',NULL);
CREATE TABLE indicator_terms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicators (id),
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  direction TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  feed TEXT NOT NULL,
  event_kind TEXT,
  baseline DOUBLE,
  baseline_on DATE,
  target DOUBLE,
  target_on DATE,
  milestones TEXT NOT NULL,
  set_by INTEGER REFERENCES people (id),
  CONSTRAINT indicator_terms_order CHECK (to_at >= from_at)
);
INSERT INTO "indicator_terms" VALUES(1,1,'2017-02-20 09:00:00',NULL,'rising','latest','reported',NULL,0.0,NULL,40.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(2,2,'2017-06-12 09:00:00',NULL,'rising','latest','reported',NULL,NULL,NULL,200.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(3,6,'2017-05-15 09:00:00',NULL,'rising','latest','events','training-course',NULL,NULL,6.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(4,7,'2017-05-15 09:00:00',NULL,'rising','latest','attendances',NULL,NULL,NULL,120.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(5,8,'2017-09-11 09:00:00',NULL,'rising','latest','reported',NULL,NULL,NULL,4.0,'2020-12-31','[]',3);
INSERT INTO "indicator_terms" VALUES(6,12,'2017-02-20 09:00:00',NULL,'rising','latest','events','workshop',NULL,NULL,10.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(7,13,'2017-02-20 09:00:00',NULL,'rising','latest','attendances',NULL,NULL,NULL,300.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(8,14,'2017-03-13 09:00:00',NULL,'rising','latest','reported',NULL,12.0,NULL,60.0,'2020-12-31','[]',3);
INSERT INTO "indicator_terms" VALUES(9,16,'2017-10-09 09:00:00',NULL,'rising','latest','events','workshop',NULL,NULL,6.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(10,17,'2017-10-09 09:00:00',NULL,'rising','latest','attendances',NULL,NULL,NULL,120.0,'2020-12-31','[]',2);
INSERT INTO "indicator_terms" VALUES(11,24,'2018-03-12 09:00:00',NULL,'rising','latest','events','workshop',NULL,NULL,4.0,'2020-12-31','[]',2);
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES units (slug),
  counts TEXT NOT NULL,
  kind TEXT NOT NULL,
  is_compound BOOLEAN NOT NULL,
  parts TEXT NOT NULL,
  baseline DOUBLE,
  target DOUBLE,
  UNIQUE (activity_id, position)
);
INSERT INTO "indicators" VALUES(1,1,0,'{"en":"Parties that obtain and use the e-learning modules and toolkits to bring biosafety into their NBSAPs (trend)","zh":"获得并使用电子学习模块和工具包、使国家生物多样性战略和行动计划体现生物安全的缔约方（数目趋势）"}','parties','{"en":"Parties that obtain and use the modules or toolkits for their NBSAPs","zh":"为本国战略和行动计划获得并使用模块或工具包的缔约方"}','trend',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(2,2,0,'{"en":"People who take part in the training and use the materials to bring biosafety into NBSAPs","zh":"参加培训并使用教材、使国家生物多样性战略和行动计划体现生物安全的人数"}','people','{"en":"People who take part in the training and use the materials","zh":"既参加培训又使用教材的人"}','count',1,'[{"en":"people trained","zh":"受训人员"},{"en":"people using the materials","zh":"使用教材的人员"}]',NULL,NULL);
INSERT INTO "indicators" VALUES(3,2,1,'{"en":"Countries that bring biosafety into their NBSAPs (trend)","zh":"在国家生物多样性战略和行动计划中体现生物安全的国家（数目趋势）"}','countries','{"en":"Countries whose NBSAPs take in biosafety","zh":"其战略和行动计划已体现生物安全的国家"}','trend',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(4,3,0,'{"en":"National case studies available on integrated implementation of the Cartagena Protocol and the Convention","zh":"可供查阅的国家个案研究数目，主题为统筹执行《卡塔赫纳议定书》和《公约》"}','case-studies','{"en":"National case studies on integrated implementation","zh":"有关统筹执行的国家个案研究"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(5,3,1,'{"en":"Countries that share their experiences and lessons learned","zh":"交流自身经验教训的国家数目"}','countries','{"en":"Countries sharing experiences and lessons learned","zh":"交流经验教训的国家"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(6,4,0,'{"en":"Regional training courses successfully held","zh":"成功开办的区域培训课程数目"}','training-courses','{"en":"Regional training courses held","zh":"已开办的区域培训课程"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(7,4,1,'{"en":"People trained in risk assessment","zh":"受过风险评估培训的人数"}','people','{"en":"People who received training in risk assessment","zh":"接受风险评估培训的人"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(8,5,0,'{"en":"E-learning modules available","zh":"可供使用的电子学习模块数目"}','e-learning-modules','{"en":"E-learning modules available","zh":"可供使用的电子学习模块"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(9,5,1,'{"en":"Downloads and uses of the e-learning modules","zh":"电子学习模块下载及使用的次数"}','downloads-and-uses','{"en":"Downloads of the modules and uses of the modules","zh":"模块的下载和使用"}','count',1,'[{"en":"downloads","zh":"下载"},{"en":"uses","zh":"使用"}]',NULL,NULL);
INSERT INTO "indicators" VALUES(10,6,0,'{"en":"Parties with domestic measures which see to it that all shipments of LMOs intended for direct use as food or feed, or for processing, are identified in the accompanying documentation","zh":"已采取国内措施、使所有拟直接作食物或饲料或加工之用的改性活生物体装运均在随附单据中得到识别的缔约方数目"}','parties','{"en":"Parties with domestic measures on the documentation of such shipments","zh":"就此类装运的单据采取了国内措施的缔约方"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(11,6,1,'{"en":"Parties with domestic measures to prevent and penalize illegal transboundary movements","zh":"已采取国内措施预防和惩处非法越境转移的缔约方数目"}','parties','{"en":"Parties with domestic measures against illegal transboundary movements","zh":"针对非法越境转移采取了国内措施的缔约方"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(12,7,0,'{"en":"Regional capacity-building workshops successfully held","zh":"成功举办的区域能力建设讲习班次数"}','workshops','{"en":"Regional capacity-building workshops","zh":"区域能力建设讲习班"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(13,7,1,'{"en":"Workshop participants","zh":"讲习班参加人数"}','people','{"en":"People who take part in the workshops","zh":"参加讲习班的人"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(14,8,0,'{"en":"Parties that use the tools to detect unauthorized LMOs","zh":"运用这些工具检测未授权改性活生物体的缔约方数目"}','parties','{"en":"Parties using the tools to detect unauthorized LMOs","zh":"运用工具检测未授权改性活生物体的缔约方"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(15,8,1,'{"en":"Downloads from the Biosafety Clearing-House","zh":"生物安全信息交换所的下载次数"}','downloads','{"en":"Downloads from the Biosafety Clearing-House","zh":"从生物安全信息交换所下载的次数"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(16,9,0,'{"en":"Workshops successfully held","zh":"成功举办的讲习班次数"}','workshops','{"en":"Workshops held","zh":"已举办的讲习班"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(17,9,1,'{"en":"Workshop participants","zh":"讲习班参加人数"}','people','{"en":"People who take part in the workshops","zh":"参加讲习班的人"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(18,10,0,'{"en":"Training courses successfully held","zh":"成功开办的培训课程数目"}','training-courses','{"en":"Training courses held","zh":"已开办的培训课程"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(19,10,1,'{"en":"Parties that take part in the courses and access information","zh":"参加课程并取得信息的缔约方数目"}','parties','{"en":"Parties that take part and access information","zh":"既参加课程又取得信息的缔约方"}','count',1,'[{"en":"Parties taking part","zh":"参加课程的缔约方"},{"en":"Parties accessing information","zh":"取得信息的缔约方"}]',NULL,NULL);
INSERT INTO "indicators" VALUES(20,11,0,'{"en":"Collaborations in preparing capacity-building courses","zh":"为编写能力建设课程开展协作的次数"}','collaborations','{"en":"Instances of collaboration in preparing capacity-building courses","zh":"编写能力建设课程的协作"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(21,12,0,'{"en":"Toolkits produced and best-practice manuals prepared","zh":"已制作的工具包和已编写的最佳做法手册数目"}','toolkits-and-manuals','{"en":"Toolkits and best-practice manuals","zh":"工具包和最佳做法手册"}','count',1,'[{"en":"toolkits produced","zh":"已制作的工具包"},{"en":"best-practice manuals prepared","zh":"已编写的最佳做法手册"}]',NULL,NULL);
INSERT INTO "indicators" VALUES(22,12,1,'{"en":"Materials downloaded through the Biosafety Clearing-House","zh":"经由生物安全信息交换所下载的教材数目"}','materials-downloaded','{"en":"Materials downloaded through the Biosafety Clearing-House","zh":"经由生物安全信息交换所下载的教材"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(23,13,0,'{"en":"Individuals who take part in discussion forums and communities of practice (trend)","zh":"讨论论坛和同业交流群的参与人数（趋势）"}','people','{"en":"Individuals in discussion forums and communities of practice","zh":"参加讨论论坛和同业交流群的个人"}','trend',1,'[{"en":"participants in discussion forums","zh":"讨论论坛参加者"},{"en":"participants in communities of practice","zh":"同业交流群参加者"}]',NULL,NULL);
INSERT INTO "indicators" VALUES(24,14,0,'{"en":"Capacity-building workshops held","zh":"已举办的能力建设讲习班次数"}','workshops','{"en":"Capacity-building workshops","zh":"能力建设讲习班"}','count',0,'[]',NULL,NULL);
INSERT INTO "indicators" VALUES(25,14,1,'{"en":"Parties taking part","zh":"参加讲习班的缔约方数目"}','parties','{"en":"Parties that take part in the workshops","zh":"参加讲习班的缔约方"}','count',0,'[]',NULL,NULL);
CREATE TABLE links (
  id TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
INSERT INTO "links" VALUES('SXZTwm3Pq9YSRW6vbO3DqM8MnUCY8w-hw2QgcPIAvyo','join',7,'2019-03-12 04:44:07.869731359','2019-03-19 04:44:07.869731359',NULL);
INSERT INTO "links" VALUES('zC7e5aUqAYIYluMPUtKcy1RQkJHNWf0GyP86skDeMOo','reset',1,'2019-03-12 04:44:07.873747397','2019-03-12 06:44:07.873747397','2019-03-12 04:44:23.381845301');
INSERT INTO "links" VALUES('0XXOk7K49igDYmNn1_05ocOxvF-HHWMMGaWhLGx2wLo','reset',2,'2019-03-12 04:44:07.875593464','2019-03-19 04:44:07.869731359',NULL);
CREATE TABLE mail_outages (
  id INTEGER NOT NULL PRIMARY KEY,
  since TIMESTAMP NOT NULL,
  failures INTEGER NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT mail_outages_one CHECK (id = 1)
);
CREATE TABLE measurements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  indicator_id INTEGER NOT NULL REFERENCES indicators (id),
  measured_on DATE NOT NULL,
  value DOUBLE,
  unavailable TEXT,
  women DOUBLE,
  men DOUBLE,
  other_people DOUBLE,
  countries TEXT NOT NULL,
  part INTEGER,
  language TEXT,
  source TEXT NOT NULL,
  evidence_level TEXT NOT NULL,
  evidence TEXT NOT NULL,
  note TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  organisation_id INTEGER REFERENCES organisations (id),
  stage TEXT NOT NULL,
  stage_at TIMESTAMP NOT NULL,
  stage_by INTEGER REFERENCES people (id),
  stage_reason TEXT,
  verified_at TIMESTAMP,
  gone_at TIMESTAMP,
  replaces_id INTEGER REFERENCES measurements (id),
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT measurements_said CHECK ((value IS NULL AND unavailable IS NOT NULL) OR (value IS NOT NULL AND unavailable IS NULL)),
  CONSTRAINT measurements_order CHECK (gone_at >= verified_at)
);
INSERT INTO "measurements" VALUES(1,'demo-0',1,'2017-12-31',6.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'clearing-house','documented','https://example.org/invented/evidence','',2,9,'verified','2018-01-22 09:00:00',3,NULL,'2018-01-22 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(2,'demo-1',1,'2018-12-31',19.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'clearing-house','documented','https://example.org/invented/evidence','',2,9,'verified','2019-01-21 09:00:00',3,NULL,'2019-01-21 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(3,'demo-2',2,'2018-12-31',61.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'event-records','documented','https://example.org/invented/evidence','People who took part and say that they use the materials.',5,1,'verified','2019-01-25 09:00:00',2,NULL,'2019-01-25 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(4,'demo-3',3,'2017-12-31',4.0,NULL,NULL,NULL,NULL,'[["ET",1.0],["KE",1.0],["RW",1.0],["FJ",1.0]]',NULL,NULL,'national-report','documented','https://example.org/invented/evidence','',5,1,'verified','2018-01-26 09:00:00',2,NULL,'2018-01-26 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(5,'demo-4',3,'2018-12-31',9.0,NULL,NULL,NULL,NULL,'[["ET",1.0],["KE",1.0],["RW",1.0],["FJ",1.0],["WS",1.0],["TO",1.0],["PA",1.0],["CR",1.0],["MX",1.0]]',NULL,NULL,'national-report','documented','https://example.org/invented/evidence','',5,1,'verified','2019-01-25 09:00:00',2,NULL,'2019-01-25 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(6,'demo-5',8,'2018-12-31',1.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'clearing-house','documented','https://example.org/invented/evidence','',3,9,'verified','2019-01-17 09:00:00',2,NULL,'2019-01-17 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(7,'demo-6',9,'2018-12-31',412.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'clearing-house','documented','https://example.org/invented/evidence','Downloads 350, uses on line 62.',3,9,'verified','2019-01-17 09:00:00',2,NULL,'2019-01-17 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(8,'demo-7',10,'2018-12-31',NULL,'the fourth national reports are not in yet',NULL,NULL,NULL,'[]',NULL,NULL,'national-report','documented','','',3,9,'verified','2019-01-17 09:00:00',2,NULL,'2019-01-17 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(9,'demo-8',14,'2017-12-31',15.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'survey','documented','https://example.org/invented/evidence','',3,9,'verified','2018-01-17 09:00:00',2,NULL,'2018-01-17 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(10,'demo-9',14,'2018-12-31',27.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'survey','documented','https://example.org/invented/evidence','',3,9,'verified','2019-01-17 09:00:00',2,NULL,'2019-01-17 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(11,'demo-10',15,'2018-12-31',198.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'clearing-house','documented','https://example.org/invented/evidence','',5,1,'submitted','2019-03-05 09:00:00',NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "measurements" VALUES(12,'demo-11',23,'2017-12-31',84.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'event-records','documented','https://example.org/invented/evidence','',5,1,'verified','2018-01-26 09:00:00',3,NULL,'2018-01-26 09:00:00',NULL,NULL,1);
INSERT INTO "measurements" VALUES(13,'demo-12',23,'2018-12-31',131.0,NULL,NULL,NULL,NULL,'[]',NULL,NULL,'event-records','documented','https://example.org/invented/evidence','',5,1,'verified','2019-01-25 09:00:00',3,NULL,'2019-01-25 09:00:00',NULL,NULL,1);
CREATE TABLE money_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  from_at TIMESTAMP NOT NULL,
  to_at TIMESTAMP,
  words TEXT NOT NULL,
  CONSTRAINT money_versions_order CHECK (to_at >= from_at)
);
INSERT INTO "money_versions" VALUES(1,'contribution',1,'2017-02-20 09:00:00',NULL,'{"donor":66,"currency":"USD","pledged":12000000,"pledged_on":"2017-02-20","activities":[7,8],"payments":[[6000000,"2017-04-03"],[4500000,"2018-03-19"]],"source":"Invented agreement 1","note":""}');
INSERT INTO "money_versions" VALUES(2,'contribution',2,'2018-01-15 09:00:00',NULL,'{"donor":66,"currency":"EUR","pledged":4000000,"pledged_on":"2018-01-15","activities":[2],"payments":[[4250075,"2018-02-26"]],"source":"Invented agreement 2","note":""}');
INSERT INTO "money_versions" VALUES(3,'contribution',3,'2018-11-05 09:00:00',NULL,'{"donor":2,"currency":"USD","pledged":2500000,"pledged_on":"2018-11-05","activities":[],"payments":[],"source":"Invented letter of 5 November 2018","note":""}');
INSERT INTO "money_versions" VALUES(4,'expenditure',1,'2017-06-23 09:00:00',NULL,'{"activity":7,"spender":4,"currency":"EUR","spent":1824030,"first":"2017-06-19","last":"2017-06-23","purpose":"Travel and rooms of 20 participants, Ispra","source":"Invented statement 1"}');
INSERT INTO "money_versions" VALUES(5,'expenditure',2,'2017-11-10 09:00:00',NULL,'{"activity":7,"spender":4,"currency":"USD","spent":3187000,"first":"2017-11-06","last":"2017-11-10","purpose":"Workshop in Lima: travel, rooms, laboratory material","source":"Invented statement 2"}');
INSERT INTO "money_versions" VALUES(6,'expenditure',3,'2018-03-02 09:00:00',NULL,'{"activity":2,"spender":1,"currency":"EUR","spent":2201590,"first":"2018-02-26","last":"2018-03-02","purpose":"Training in Suva: travel and trainers","source":"Invented statement 3"}');
CREATE TABLE objective_indicators (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  measure TEXT NOT NULL,
  PRIMARY KEY (objective_id, position)
);
INSERT INTO "objective_indicators" VALUES(1,0,'{"en":"Number of Parties with national biosafety legislation and implementing guidelines in place within six years of accession/ratification","zh":"加入或批准后六年之内已有国家生物安全立法和实施准则的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(1,1,'{"en":"Percentage of Parties with administrative rules and procedures for handling notifications and import approval requests for LMOs for direct use as food or feed, contained use, and intentional introduction into the environment","zh":"已有行政规则和程序的缔约方占多少，这些规则用来办理直接用作食品或饲料、封闭使用和有意引入环境的改性活生物体的通知和进口审批"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(1,2,'{"en":"Percentage of Parties that have designated national focal points and competent national authorities","zh":"已经指定国家联络点和国家主管部门的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(2,0,'{"en":"Number of Parties that assessed their capacity-building needs, including training and institutional needs, and submitted the information to the BCH within three years of accession/ratification","zh":"加入或批准后三年之内评估了自身能力建设需要（含培训和机构需要）并报给生物安全信息交换所的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(2,1,'{"en":"Percentage of Parties with national biosafety capacity-building action plans for implementing the Protocol","zh":"有国家生物安全能力建设行动计划来落实《议定书》的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(2,2,'{"en":"Percentage of Parties with training programmes for staff dealing with biosafety and for long-term training of biosafety professionals","zh":"为生物安全工作人员开设培训、并长期培养专业人员的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(2,3,'{"en":"Percentage of Parties with national coordination mechanisms for biosafety capacity-building initiatives","zh":"有国家机制协调生物安全能力建设举措的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(2,4,'{"en":"Amount of new and additional financial resources mobilized for implementing the Protocol","zh":"为落实《议定书》新筹到的额外资金有多少"}','{"en":"amount of money","zh":"金额"}');
INSERT INTO "objective_indicators" VALUES(2,5,'{"en":"Number of Parties with predictable and reliable funding for strengthening their capacity to implement the Protocol","zh":"加强落实能力的资金可靠且可预期的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(2,6,'{"en":"Number of Parties using resources effectively and assessing their contribution to implementing the Action Plan","zh":"有效使用资源、并评估这些资源对《行动计划》有何贡献的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(2,7,'{"en":"Number of Parties reporting that their capacity-building needs have been met","zh":"报告说自身能力建设需要已经得到满足的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(3,0,'{"en":"Percentage of Parties adopting and using guidance documents on risk assessment and risk management","zh":"采纳并使用风险评估和风险管理指南的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(3,1,'{"en":"Percentage of Parties adopting common approaches to risk assessment and risk management","zh":"采用共同评估和管理做法的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(4,0,'{"en":"Number of reports to the BCH on identification of LMOs or specific traits that may have adverse effects","zh":"识别可能产生不利影响的改性活生物体或特性之后，向生物安全信息交换所提交了多少报告"}','{"en":"number of reports","zh":"报告数目"}');
INSERT INTO "objective_indicators" VALUES(5,0,'{"en":"Number of mechanisms established to provide scientific and technical advice","zh":"设立了多少个提供科学技术咨询的机制"}','{"en":"number of mechanisms","zh":"机制数目"}');
INSERT INTO "objective_indicators" VALUES(5,1,'{"en":"Number of requests for advice to such mechanisms","zh":"向这些机制提出了多少次咨询请求"}','{"en":"number of requests","zh":"请求数目"}');
INSERT INTO "objective_indicators" VALUES(5,2,'{"en":"Number of uses by Parties of advice provided by such mechanisms","zh":"缔约方采用了多少次这些机制的咨询意见"}','{"en":"number of uses","zh":"使用次数"}');
INSERT INTO "objective_indicators" VALUES(6,0,'{"en":"Percentage of Parties with documentation requirements for LMOs intended for direct use as food or feed, or for processing","zh":"对直接用作食品或饲料或用于加工的改性活生物体定有单据要求的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(6,1,'{"en":"Percentage of Parties with documentation requirements for LMOs for contained use and for intentional introduction into the environment","zh":"对封闭使用和有意引入环境的改性活生物体定有单据要求的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(7,0,'{"en":"International rules and procedures on liability and redress enter into force before the seventh COP-MOP meeting","zh":"赔偿责任和补救的国际规则和程序是否在缔约方会议第七次会议之前生效"}','{"en":"milestone (yes/no, by COP-MOP 7)","zh":"里程碑（是或否，第七次缔约方会议之前）"}');
INSERT INTO "objective_indicators" VALUES(7,1,'{"en":"Percentage of Parties with national administrative and legal frameworks incorporating rules and procedures on liability and redress for damage caused by LMOs","zh":"国家行政和法律框架中已有改性活生物体损害赔偿责任和补救规则的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(8,0,'{"en":"Number of Parties reporting the approaches they use to take socio-economic considerations into account","zh":"说明自己如何顾及社会经济因素的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(8,1,'{"en":"Number of Parties reporting experience in taking socio-economic considerations into account in LMO import decisions","zh":"报告在进口决定中顾及这些因素有何经验的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(8,2,'{"en":"Number of Parties using guidelines on socio-economic considerations","zh":"使用社会经济因素准则的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(9,0,'{"en":"Percentage of Parties with measures to manage LMOs in transit","zh":"有措施管理过境改性活生物体的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(9,1,'{"en":"Percentage of Parties with contained-use measures","zh":"有封闭使用措施的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(9,2,'{"en":"Percentage of Parties using the guidance to detect unintentional releases of LMOs and able to respond appropriately","zh":"使用指南发现意外释放、并能适当应对的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(10,0,'{"en":"Ratio of risk assessment summary reports to LMO decisions in the BCH","zh":"生物安全信息交换所内风险评估摘要与改性活生物体决定之比"}','{"en":"ratio","zh":"比率"}');
INSERT INTO "objective_indicators" VALUES(10,1,'{"en":"Number of risk assessment summary reports in the BCH that comply with the Protocol","zh":"生物安全信息交换所内符合《议定书》的风险评估摘要有多少"}','{"en":"number of reports","zh":"报告数目"}');
INSERT INTO "objective_indicators" VALUES(10,2,'{"en":"Number of people trained in risk assessment and in monitoring, managing and controlling LMOs","zh":"在改性活生物体的风险评估、监测、管理和控制方面受过培训的有多少人"}','{"en":"number of people","zh":"人数"}');
INSERT INTO "objective_indicators" VALUES(10,3,'{"en":"Number of Parties with infrastructure, including laboratories, for monitoring, management and control","zh":"有监测、管理和控制所需基础设施（含实验室）的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(11,0,'{"en":"Number of customs officers and laboratory staff trained","zh":"受过培训的海关官员和实验室人员有多少"}','{"en":"number of people","zh":"人数"}');
INSERT INTO "objective_indicators" VALUES(11,1,'{"en":"Percentage of Parties with detection laboratories or reliable access to them","zh":"拥有检测实验室或可以稳定使用这类实验室的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(11,2,'{"en":"Number of national and regional laboratories certified with LMO detection capacity","zh":"经认证能够检测改性活生物体的国家和区域实验室有多少"}','{"en":"number of laboratories","zh":"实验室数目"}');
INSERT INTO "objective_indicators" VALUES(11,3,'{"en":"Number of certified laboratories in operation","zh":"正在运行的认证实验室有多少"}','{"en":"number of laboratories","zh":"实验室数目"}');
INSERT INTO "objective_indicators" VALUES(12,0,'{"en":"Number of eligible Parties that received capacity-building support on liability and redress involving LMOs","zh":"就改性活生物体的赔偿责任和补救获得能力建设支持的合格缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(12,1,'{"en":"Number of domestic administrative or legal instruments identified, amended or newly enacted that meet the objective of the international rules and procedures","zh":"为达到国际规则和程序的目的而确定、修订或新颁布的国内行政或法律文书有多少"}','{"en":"number of instruments","zh":"文书数目"}');
INSERT INTO "objective_indicators" VALUES(13,0,'{"en":"Percentage of Parties with mechanisms ensuring public participation in decisions on LMOs within six years of accession/ratification","zh":"加入或批准后六年之内有机制保证公众参与改性活生物体决策的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(13,1,'{"en":"Percentage of Parties that inform their public about existing modalities for participation","zh":"向公众介绍现有参与方式的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(13,2,'{"en":"Number of Parties with national websites and searchable archives, national resource centres, or sections in existing national libraries for biosafety education materials","zh":"为生物安全教育材料设有国家网站和可检索档案、国家资源中心或国家图书馆专区的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(14,0,'{"en":"Number of submissions to the BCH from developing countries and economies in transition","zh":"发展中国家和经济转型国家向生物安全信息交换所提交了多少"}','{"en":"number of submissions","zh":"提交数目"}');
INSERT INTO "objective_indicators" VALUES(14,1,'{"en":"Traffic to the BCH from users in developing countries and economies in transition","zh":"发展中国家和经济转型国家用户对生物安全信息交换所的访问量"}','{"en":"traffic","zh":"访问量"}');
INSERT INTO "objective_indicators" VALUES(15,0,'{"en":"Number of academic institutions offering biosafety education and training courses and programmes, by region","zh":"各区域有多少学术机构开设生物安全教育和培训课程"}','{"en":"number of institutions, by region","zh":"机构数目，按区域分列"}');
INSERT INTO "objective_indicators" VALUES(15,1,'{"en":"Number of biosafety training materials and online modules available","zh":"可供使用的生物安全培训材料和在线模块有多少"}','{"en":"number of materials/modules","zh":"材料或模块数目"}');
INSERT INTO "objective_indicators" VALUES(16,0,'{"en":"Percentage of Parties to the CBD that become Parties to the Protocol","zh":"《公约》缔约方中有多大比例成为《议定书》缔约方"}','{"en":"percentage of CBD Parties","zh":"《公约》缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(17,0,'{"en":"Number of relationships established with other conventions, as reflected in joint activities","zh":"与其他公约建立了多少关系，以联合开展的活动为证"}','{"en":"number of relationships","zh":"关系数目"}');
INSERT INTO "objective_indicators" VALUES(18,0,'{"en":"Number of national awareness and outreach programmes on biosafety","zh":"各国有多少个生物安全宣传和外联方案"}','{"en":"number of programmes","zh":"方案数目"}');
INSERT INTO "objective_indicators" VALUES(18,1,'{"en":"Percentage of Parties with national biosafety communication strategies within three years of adopting national biosafety laws","zh":"通过国家生物安全法后三年之内已有国家宣传战略的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(18,2,'{"en":"Percentage of Parties with publicly accessible and searchable national biosafety websites, including national BCH nodes","zh":"设有可供公众查阅和检索的国家生物安全网站（含生物安全信息交换所的国家节点）的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(18,3,'{"en":"Number of Parties with biosafety and Protocol awareness and education materials available and accessible to the public, including the diversity of these materials","zh":"备有公众可以取得的生物安全和《议定书》宣传教育材料的缔约方有多少，以及材料是否多样"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(19,0,'{"en":"Number of Parties whose non-compliance issues have been identified and resolved","zh":"不遵守问题已经查明并解决的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(19,1,'{"en":"Number of Parties with approved and functional national legal, administrative and other measures for implementing the Protocol","zh":"落实《议定书》的国家法律、行政等措施已获核准并切实可用的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(19,2,'{"en":"Percentage of Parties that have designated all national focal points","zh":"所有国家联络点都已指定的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(19,3,'{"en":"Number of Parties with a system for handling requests, including advance informed agreement (AIA)","zh":"有办理申请（含提前知情同意）制度的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(19,4,'{"en":"Percentage of Parties that have published all mandatory information through the BCH","zh":"在生物安全信息交换所公布了全部必报信息的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(19,5,'{"en":"Number of Parties with a monitoring and enforcement system","zh":"有监测和执法制度的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(19,6,'{"en":"Number of national reports received in each reporting cycle","zh":"每个报告周期收到多少份国家报告"}','{"en":"number of reports","zh":"报告数目"}');
INSERT INTO "objective_indicators" VALUES(20,0,'{"en":"Number of assessment reports submitted and reviews published","zh":"提交了多少份评估报告，公布了多少次审查"}','{"en":"number of reports/reviews","zh":"报告或审查数目"}');
INSERT INTO "objective_indicators" VALUES(20,1,'{"en":"Number of Parties amending their national biosafety frameworks in line with adopted amendments to the Protocol to meet new challenges","zh":"按照已通过的《议定书》修正修改本国生物安全框架以应对新挑战的缔约方有多少"}','{"en":"number of Parties","zh":"缔约方数目"}');
INSERT INTO "objective_indicators" VALUES(21,0,'{"en":"Ratio of risk assessment summary reports to LMO decisions","zh":"风险评估摘要与改性活生物体决定之比"}','{"en":"ratio","zh":"比率"}');
INSERT INTO "objective_indicators" VALUES(21,1,'{"en":"Number of publications in the Biosafety Information Resource Centre","zh":"生物安全信息资源中心收有多少出版物"}','{"en":"number of publications","zh":"出版物数目"}');
INSERT INTO "objective_indicators" VALUES(21,2,'{"en":"User traffic to the BCH","zh":"用户对生物安全信息交换所的访问量"}','{"en":"traffic","zh":"访问量"}');
INSERT INTO "objective_indicators" VALUES(21,3,'{"en":"Number of queries to the BCH","zh":"对生物安全信息交换所的查询次数"}','{"en":"number of queries","zh":"查询次数"}');
INSERT INTO "objective_indicators" VALUES(21,4,'{"en":"Number of countries with focal points registered in the BCH","zh":"联络点已在生物安全信息交换所登记的国家有多少"}','{"en":"number of countries","zh":"国家数目"}');
INSERT INTO "objective_indicators" VALUES(21,5,'{"en":"Number of countries/regions with biosafety laws and/or regulations published (on the BCH)","zh":"（在生物安全信息交换所上）公布了生物安全法律或法规的国家或区域有多少"}','{"en":"number of countries/regions","zh":"国家或区域数目"}');
INSERT INTO "objective_indicators" VALUES(21,6,'{"en":"Number of AIA/domestic decisions available through the BCH","zh":"经生物安全信息交换所可以查到多少项提前知情同意决定或国内决定"}','{"en":"number of decisions","zh":"决定数目"}');
INSERT INTO "objective_indicators" VALUES(22,0,'{"en":"Number of online discussions and real-time conferences held through the BCH platform","zh":"在生物安全信息交换所平台上举行了多少次在线讨论和实时会议"}','{"en":"number of discussions/conferences","zh":"讨论或会议数目"}');
INSERT INTO "objective_indicators" VALUES(22,1,'{"en":"Percentage of Parties taking part in BCH online discussions and real-time conferences","zh":"参加这些在线讨论和实时会议的缔约方占多少"}','{"en":"percentage of Parties","zh":"缔约方百分比"}');
INSERT INTO "objective_indicators" VALUES(22,2,'{"en":"Number, diversity and background of participants in online discussions and conferences","zh":"在线讨论和会议有多少人参加，来源和背景如何"}','{"en":"number of people and profile","zh":"人数与构成"}');
INSERT INTO "objective_indicators" VALUES(22,3,'{"en":"Number of capacity-building activities aimed at transparency, inclusiveness and equitable participation in the BCH","zh":"以透明、包容和公平参与生物安全信息交换所为目的的能力建设活动有多少"}','{"en":"number of activities","zh":"活动数目"}');
INSERT INTO "objective_indicators" VALUES(23,0,'{"en":"Number of events organized on biosafety","zh":"举办了多少次以生物安全为题的活动"}','{"en":"number of events","zh":"会议和活动次数"}');
INSERT INTO "objective_indicators" VALUES(23,1,'{"en":"Number of biosafety publications shared","zh":"分享了多少种生物安全出版物"}','{"en":"number of publications","zh":"出版物数目"}');
CREATE TABLE objective_links (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  strength TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_ours BOOLEAN NOT NULL,
  PRIMARY KEY (objective_id, activity_id),
  CONSTRAINT objective_links_strength CHECK (strength = 'weak' OR strength = 'partial' OR strength = 'strong')
);
INSERT INTO "objective_links" VALUES(1,1,'partial','{"en":"Its guidance brings biosafety into other sectors (second outcome); it does not touch legislation.","zh":"其指导材料把生物安全带入其他部门（第二项成果）；不涉及立法。"}',1);
INSERT INTO "objective_links" VALUES(1,2,'partial','{"en":"Trains people to bring biosafety into plans and programmes of other sectors (second outcome); it does not touch legislation.","zh":"培训人员把生物安全纳入其他部门的计划和方案（第二项成果）；不涉及立法。"}',1);
INSERT INTO "objective_links" VALUES(1,3,'partial','{"en":"Pilot countries devise practical national measures; whether rules come of them is left open.","zh":"试点国家拟定实用的国家措施；是否形成规则并未说明。"}',1);
INSERT INTO "objective_links" VALUES(2,3,'weak','{"en":"Shares lessons on implementing two treaties together; it sets up no mechanism and raises no money.","zh":"分享统筹落实两项条约的经验；不设机制，也不筹资。"}',1);
INSERT INTO "objective_links" VALUES(2,5,'weak','{"en":"Cheaper training makes better use of resources (fifth outcome).","zh":"培训更省钱，资源用得更好（第五项成果）。"}',1);
INSERT INTO "objective_links" VALUES(3,4,'weak','{"en":"Courses help Parties to use guidance on risk assessment; they do not develop tools.","zh":"课程有助于缔约方使用风险评估指南；但不开发工具。"}',1);
INSERT INTO "objective_links" VALUES(4,4,'weak','{"en":"Who can assess risks can also tell which organisms may have adverse effects; cooperation on this is not its subject.","zh":"会评估风险，才能判断哪些生物体可能有不利影响；但这方面的合作不是其主题。"}',1);
INSERT INTO "objective_links" VALUES(6,6,'strong','{"en":"Its subject is the documentation of shipments under Article 18, paragraph 2 (a), which the first indicator counts.","zh":"其主题正是第18条第2款(a)项的货物单据，第一项指标所计即此。"}',1);
INSERT INTO "objective_links" VALUES(7,14,'weak','{"en":"Makes the Supplementary Protocol known; the measures to carry it out come later.","zh":"宣传补充议定书；实施措施是以后的事。"}',1);
INSERT INTO "objective_links" VALUES(9,7,'partial','{"en":"Its second result is help with Article 17 on unintentional movements; transit and contained use are left out.","zh":"其第二项结果是协助履行关于无意转移的第17条；不含过境和封闭使用。"}',1);
INSERT INTO "objective_links" VALUES(9,8,'partial','{"en":"Compiles tools that find illegal or unauthorized organisms (second outcome).","zh":"汇编可以发现非法或未经批准生物体的工具（第二项成果）。"}',1);
INSERT INTO "objective_links" VALUES(9,11,'weak','{"en":"Its materials teach detection, on which any response to a release rests.","zh":"其材料教授检测，而应对释放以检测为前提。"}',1);
INSERT INTO "objective_links" VALUES(10,4,'strong','{"en":"Its courses train people in risk assessment, which the third indicator counts.","zh":"其课程培训风险评估人员，第三项指标所计即此。"}',1);
INSERT INTO "objective_links" VALUES(10,5,'partial','{"en":"Online modules for training; that their subject is risk assessment is inferred from the decision they carry out.","zh":"用于培训的在线模块；主题为风险评估，是从所执行的决定推断的。"}',1);
INSERT INTO "objective_links" VALUES(11,6,'strong','{"en":"Trains people in the requirements on documents and identification (first outcome).","zh":"就单据和标识要求培训人员（第一项成果）。"}',1);
INSERT INTO "objective_links" VALUES(11,7,'strong','{"en":"Workshops teach how to sample, detect and identify (second outcome).","zh":"讲习班教授取样、检测和识别（第二项成果）。"}',1);
INSERT INTO "objective_links" VALUES(11,8,'partial','{"en":"Laboratories share what they know; nobody is trained or equipped by it alone.","zh":"实验室交流知识；但单凭交流不等于受训或得到设备。"}',1);
INSERT INTO "objective_links" VALUES(11,11,'partial','{"en":"Prepares the materials on which training in detection rests.","zh":"编写检测培训所依据的材料。"}',1);
INSERT INTO "objective_links" VALUES(12,14,'partial','{"en":"Workshops are support in this field (first indicator); they raise awareness and make no rules.","zh":"讲习班属于这方面的支持（第一项指标）；旨在提高认识，不制定规则。"}',1);
INSERT INTO "objective_links" VALUES(13,9,'strong','{"en":"Workshops on awareness and education, the subject of the objective.","zh":"关于意识和教育的讲习班，正是该目标的主题。"}',1);
INSERT INTO "objective_links" VALUES(13,10,'strong','{"en":"Courses on participation and access to information, the subject of the objective.","zh":"关于参与和获取信息的课程，正是该目标的主题。"}',1);
INSERT INTO "objective_links" VALUES(13,12,'strong','{"en":"Makes the learning materials that the first outcome asks for.","zh":"制作第一项成果所要的学习材料。"}',1);
INSERT INTO "objective_links" VALUES(13,13,'partial','{"en":"Lets people learn from each other; Parties are helped indirectly.","zh":"让人们互相学习；对缔约方的帮助是间接的。"}',1);
INSERT INTO "objective_links" VALUES(14,10,'weak','{"en":"Treats public access to information; the clearing-house is not named.","zh":"涉及公众获取信息；但未提及信息交换所。"}',1);
INSERT INTO "objective_links" VALUES(15,1,'weak','{"en":"Adds an online module to those that the second indicator counts.","zh":"为第二项指标所计的模块增添一个在线模块。"}',1);
INSERT INTO "objective_links" VALUES(15,5,'partial','{"en":"Adds online modules, which the second indicator counts; academic institutions are not named.","zh":"增添第二项指标所计的在线模块；但未提及学术机构。"}',1);
INSERT INTO "objective_links" VALUES(15,11,'partial','{"en":"Adds training materials made with other organizations, which the second indicator counts.","zh":"增添与其他组织合编的培训材料，即第二项指标所计。"}',1);
INSERT INTO "objective_links" VALUES(15,12,'weak','{"en":"Adds learning materials, for the public rather than for professionals.","zh":"增添学习材料，但对象是公众而非专业人员。"}',1);
INSERT INTO "objective_links" VALUES(17,11,'weak','{"en":"Works with other organizations; formal relations are not its aim.","zh":"与其他组织共事；但不以建立正式关系为目的。"}',1);
INSERT INTO "objective_links" VALUES(18,9,'partial','{"en":"Raises awareness (first indicator); strategies and media are left out.","zh":"提高认识（第一项指标）；不涉及战略和媒体。"}',1);
INSERT INTO "objective_links" VALUES(18,12,'partial','{"en":"Makes materials for the public, which the fourth indicator counts.","zh":"制作面向公众的材料，即第四项指标所计。"}',1);
INSERT INTO "objective_links" VALUES(18,13,'weak','{"en":"Keeps those who do outreach in touch with each other.","zh":"让从事外联的人保持联系。"}',1);
INSERT INTO "objective_links" VALUES(19,6,'weak','{"en":"Its result includes preventing and penalizing illegal movements (third outcome).","zh":"其结果包括防止并惩处非法转移（第三项成果）。"}',1);
INSERT INTO "objective_links" VALUES(22,8,'weak','{"en":"Holds discussions online; that they run on the clearing-house is not stated.","zh":"举行在线讨论；但没有说明是否在信息交换所进行。"}',1);
INSERT INTO "objective_links" VALUES(22,13,'weak','{"en":"Supports networks online; that they run on the clearing-house is not stated.","zh":"支持在线网络；但没有说明是否在信息交换所进行。"}',1);
INSERT INTO "objective_links" VALUES(23,3,'weak','{"en":"Its case studies pass on what pilot countries learn.","zh":"其案例研究传播试点国家的心得。"}',1);
INSERT INTO "objective_links" VALUES(23,8,'partial','{"en":"Sessions in which laboratories share knowledge (second outcome).","zh":"实验室分享知识的活动（第二项成果）。"}',1);
INSERT INTO "objective_links" VALUES(23,13,'partial','{"en":"Communities in which knowledge is exchanged (second outcome).","zh":"交流知识的实践社区（第二项成果）。"}',1);
CREATE TABLE objective_outcomes (
  objective_id INTEGER NOT NULL REFERENCES objectives (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (objective_id, position)
);
INSERT INTO "objective_outcomes" VALUES(1,0,'{"en":"Decisions on the safety of LMOs rest on established regulatory and administrative rules consistent with the Protocol","zh":"改性活生物体的安全决定，依照与《议定书》相符的现行监管和行政规则作出"}');
INSERT INTO "objective_outcomes" VALUES(1,1,'{"en":"Biosafety and the implementation of the Protocol are integrated into relevant sectors","zh":"相关部门的工作纳入生物安全和《议定书》的落实"}');
INSERT INTO "objective_outcomes" VALUES(2,0,'{"en":"Better understanding of the capacity-building needs of developing country Parties and Parties with economies in transition","zh":"更清楚发展中国家和经济转型国家缔约方需要哪些能力建设"}');
INSERT INTO "objective_outcomes" VALUES(2,1,'{"en":"A coordinated approach and effective mechanisms for biosafety capacity-building are established","zh":"生物安全能力建设有协调一致的做法和管用的机制"}');
INSERT INTO "objective_outcomes" VALUES(2,2,'{"en":"Parties have adequate and predictable financial and technical resources to meet their obligations in an integrated and sustainable way","zh":"缔约方的资金和技术资源充足、可以预期，能够统筹而持久地履行义务"}');
INSERT INTO "objective_outcomes" VALUES(2,3,'{"en":"Every Party has and implements a national biosafety capacity-building strategy and action plan","zh":"每个缔约方都有本国的生物安全能力建设战略和行动计划，并付诸实施"}');
INSERT INTO "objective_outcomes" VALUES(2,4,'{"en":"Existing resources and opportunities are used in a balanced and more effective way","zh":"现有资源和机会用得更均衡、更有效"}');
INSERT INTO "objective_outcomes" VALUES(2,5,'{"en":"Better coordination and collaboration between Parties and entities implementing or funding biosafety capacity-building","zh":"缔约方同实施或出资支持生物安全能力建设的机构之间配合更好"}');
INSERT INTO "objective_outcomes" VALUES(3,0,'{"en":"Guidance on risk assessment and risk management, including on new developments in modern biotechnology","zh":"有风险评估和风险管理的指南，也涵盖现代生物技术的新进展"}');
INSERT INTO "objective_outcomes" VALUES(3,1,'{"en":"Parties and other Governments identify and adopt common approaches to risk assessment and risk management, as appropriate","zh":"缔约方和其他国家政府视情况找出并采用共同的评估和管理做法"}');
INSERT INTO "objective_outcomes" VALUES(4,0,'{"en":"Modalities are developed and put in place","zh":"合作方式已经拟定并投入使用"}');
INSERT INTO "objective_outcomes" VALUES(4,1,'{"en":"Parties can identify, assess and monitor LMOs or specific traits that may have adverse effects","zh":"对可能产生不利影响的改性活生物体或具体特性，缔约方能够识别、评估并监测"}');
INSERT INTO "objective_outcomes" VALUES(4,2,'{"en":"Parties develop and provide guidance on LMOs or specific traits that may have adverse effects, also taking into account risks to human health","zh":"缔约方拟定并提供这方面的指南，同时顾及对人类健康的风险"}');
INSERT INTO "objective_outcomes" VALUES(5,0,'{"en":"Collaborative mechanisms are in place to share and improve scientific and technical advice for the COP-MOP and Parties","zh":"已有协作机制，供缔约方会议和缔约方共享并改进科学技术咨询"}');
INSERT INTO "objective_outcomes" VALUES(6,0,'{"en":"All shipments of LMOs intended for direct use as food or feed, or for processing, contained use, or intentional introduction into the environment are identified through accompanying documentation as required","zh":"凡是准备直接用作食品或饲料或用于加工、封闭使用或有意引入环境的改性活生物体，每批货物都有规定的随附单据加以标识"}');
INSERT INTO "objective_outcomes" VALUES(7,0,'{"en":"Parties take the administrative and legal measures needed to implement the international rules and procedures on liability and redress nationally","zh":"缔约方在国内以必要的法律和行政手段落实赔偿责任和补救的国际规则和程序"}');
INSERT INTO "objective_outcomes" VALUES(8,0,'{"en":"Parties develop and use guidelines on socio-economic considerations regarding LMOs","zh":"缔约方拟定并使用改性活生物体社会经济因素准则"}');
INSERT INTO "objective_outcomes" VALUES(8,1,'{"en":"Parties apply socio-economic considerations where appropriate","zh":"缔约方视情况适用社会经济因素"}');
INSERT INTO "objective_outcomes" VALUES(9,0,'{"en":"Parties can manage LMOs in transit","zh":"缔约方能够管住过境的改性活生物体"}');
INSERT INTO "objective_outcomes" VALUES(9,1,'{"en":"Guidance helps Parties to detect and take measures responding to unintentional releases of LMOs","zh":"有指南帮助缔约方发现改性活生物体的意外释放并采取应对措施"}');
INSERT INTO "objective_outcomes" VALUES(10,0,'{"en":"Resources for assessing LMO risks, including human resources, are available and administrative mechanisms are in place","zh":"评估改性活生物体风险所需的资源（含人力）到位，行政机制也已建立"}');
INSERT INTO "objective_outcomes" VALUES(10,1,'{"en":"Parties develop and use training materials and technical guidance on risk assessment and risk management","zh":"缔约方编写并使用风险评估和风险管理的培训材料和技术指南"}');
INSERT INTO "objective_outcomes" VALUES(10,2,'{"en":"Infrastructure and administrative mechanisms for managing LMO risks exist at national, subregional and regional levels","zh":"国家、次区域和区域各级都有基础设施和行政机制来管理改性活生物体的风险"}');
INSERT INTO "objective_outcomes" VALUES(11,0,'{"en":"Customs/border officials can enforce the Protocol''s handling, transport, packaging and identification requirements","zh":"海关和边境人员能够执行《议定书》的处理、运输、包装和标识要求"}');
INSERT INTO "objective_outcomes" VALUES(11,1,'{"en":"Staff are trained and equipped to sample, detect and identify LMOs","zh":"工作人员受过培训、配有设备，可以对改性活生物体取样、检测和识别"}');
INSERT INTO "objective_outcomes" VALUES(12,0,'{"en":"Institutional mechanisms or processes are identified or set up to ease national implementation of the international rules and procedures","zh":"已经确定或建立体制机制或流程，使国际规则和程序在国内更易落实"}');
INSERT INTO "objective_outcomes" VALUES(13,0,'{"en":"Parties have guidance and training materials on public awareness, education and participation","zh":"缔约方手头有公众意识、教育和参与的指南和培训材料"}');
INSERT INTO "objective_outcomes" VALUES(13,1,'{"en":"Parties are able to promote and facilitate public awareness, education and participation in biosafety","zh":"缔约方有能力推动生物安全方面的公众意识、教育和参与"}');
INSERT INTO "objective_outcomes" VALUES(14,0,'{"en":"Users in developing countries and economies in transition have more access to, and share more through, the BCH","zh":"发展中国家和经济转型国家的用户更多地使用生物安全信息交换所，也更多地在其中分享"}');
INSERT INTO "objective_outcomes" VALUES(14,1,'{"en":"Tools that ease implementation of the Protocol are readily available through the BCH","zh":"有助于落实《议定书》的工具在生物安全信息交换所中随时可取"}');
INSERT INTO "objective_outcomes" VALUES(14,2,'{"en":"Information in the BCH is easily accessible to stakeholders, including the general public","zh":"利益攸关方和一般公众都能方便取得生物安全信息交换所中的信息"}');
INSERT INTO "objective_outcomes" VALUES(15,0,'{"en":"A sustainable pool of biosafety professionals with diverse competencies exists nationally/internationally","zh":"在国家和国际层面长期拥有一批各有所长的生物安全专业人员"}');
INSERT INTO "objective_outcomes" VALUES(15,1,'{"en":"Better biosafety education and training programmes","zh":"生物安全教育和培训课程更好"}');
INSERT INTO "objective_outcomes" VALUES(15,2,'{"en":"More exchange of information and training materials, and more staff and student exchange programmes, among academic institutions and relevant organizations","zh":"学术机构与有关组织之间有更多的信息和培训材料交流，也有更多的人员和学生交流"}');
INSERT INTO "objective_outcomes" VALUES(16,0,'{"en":"All Parties to the CBD become Parties to the Protocol","zh":"《公约》的全体缔约方都加入《议定书》"}');
INSERT INTO "objective_outcomes" VALUES(17,0,'{"en":"Formal relations with the secretariats of other conventions and organizations","zh":"与其他公约和组织的秘书处有正式关系"}');
INSERT INTO "objective_outcomes" VALUES(17,1,'{"en":"The CBD Secretariat is invited as an observer to the WTO Committees on Sanitary and Phytosanitary Measures and on Technical Barriers to Trade","zh":"《公约》秘书处受邀以观察员身份列席世贸组织的动植物卫生检疫委员会和技术性贸易壁垒委员会"}');
INSERT INTO "objective_outcomes" VALUES(18,0,'{"en":"Better outreach about the Protocol among relevant national and international stakeholders","zh":"国内和国际的有关利益攸关方更多地听到《议定书》的消息"}');
INSERT INTO "objective_outcomes" VALUES(18,1,'{"en":"All Parties have and implement education and communication strategies","zh":"每个缔约方都有教育和宣传战略，并付诸实施"}');
INSERT INTO "objective_outcomes" VALUES(18,2,'{"en":"Local and international media report regularly on biosafety issues and Protocol activities","zh":"地方和国际媒体经常报道生物安全和《议定书》的活动"}');
INSERT INTO "objective_outcomes" VALUES(18,3,'{"en":"Better understanding of how the Protocol and the CBD relate to other biosafety agreements","zh":"更清楚《议定书》和《公约》同其他生物安全协定是什么关系"}');
INSERT INTO "objective_outcomes" VALUES(19,0,'{"en":"Each Party fully meets its obligations and regularly monitors how it does so","zh":"每个缔约方完全履行义务，并经常检查履行情况"}');
INSERT INTO "objective_outcomes" VALUES(19,1,'{"en":"Reporting by Parties improves, with complete and timely national reports","zh":"缔约方的报告有改进，国家报告完整而准时"}');
INSERT INTO "objective_outcomes" VALUES(19,2,'{"en":"All Parties can enforce their regulatory frameworks and decisions","zh":"所有缔约方都能执行自己的监管框架和决定"}');
INSERT INTO "objective_outcomes" VALUES(19,3,'{"en":"Adequate financial resources are allocated for achieving compliance","zh":"为做到遵守拨出了足够的资金"}');
INSERT INTO "objective_outcomes" VALUES(19,4,'{"en":"The Compliance Committee can review Parties'' implementation thoroughly and propose appropriate measures","zh":"遵守委员会能够深入审查缔约方的履行情况并建议适当措施"}');
INSERT INTO "objective_outcomes" VALUES(19,5,'{"en":"The supportive role of the Compliance Committee is improved","zh":"遵守委员会更好地发挥支持作用"}');
INSERT INTO "objective_outcomes" VALUES(20,0,'{"en":"Regular assessment and review of the Protocol, including its procedures and annexes","zh":"对《议定书》连同程序和附件定期评估和审查"}');
INSERT INTO "objective_outcomes" VALUES(20,1,'{"en":"The Protocol, including its procedures and annexes, is adapted if new developments in modern biotechnology raise new challenges or to meet implementation challenges","zh":"现代生物技术的新进展带来新挑战，或落实中遇到困难时，相应调整《议定书》连同程序和附件"}');
INSERT INTO "objective_outcomes" VALUES(21,0,'{"en":"The BCH is recognized as the most authoritative repository of biosafety information","zh":"生物安全信息交换所被公认为生物安全信息的最权威来源"}');
INSERT INTO "objective_outcomes" VALUES(21,1,'{"en":"Information submitted to the BCH is accurate, complete and timely","zh":"提交给生物安全信息交换所的信息正确、齐全、及时"}');
INSERT INTO "objective_outcomes" VALUES(21,2,'{"en":"Many countries submit and retrieve information","zh":"许多国家既提交也取用信息"}');
INSERT INTO "objective_outcomes" VALUES(21,3,'{"en":"Risk assessment reports are shared in time through the BCH","zh":"风险评估报告经生物安全信息交换所及时分享"}');
INSERT INTO "objective_outcomes" VALUES(21,4,'{"en":"Easier access to biosafety resources and experience","zh":"更容易取得生物安全资源和经验"}');
INSERT INTO "objective_outcomes" VALUES(22,0,'{"en":"Countries are better equipped by the tools the BCH offers","zh":"各国有了生物安全信息交换所的工具，手段更强"}');
INSERT INTO "objective_outcomes" VALUES(22,1,'{"en":"The principles of inclusiveness, transparency and equity are applied consistently in the BCH","zh":"包容、透明、公平的原则在生物安全信息交换所中始终得到遵循"}');
INSERT INTO "objective_outcomes" VALUES(22,2,'{"en":"The BCH advances discussion and negotiation processes under the Protocol","zh":"《议定书》之下的讨论和谈判借生物安全信息交换所取得进展"}');
INSERT INTO "objective_outcomes" VALUES(22,3,'{"en":"Greater awareness of the BCH among stakeholder groups and regions","zh":"各利益攸关方群体和各区域更了解生物安全信息交换所"}');
INSERT INTO "objective_outcomes" VALUES(23,0,'{"en":"Information is shared at regional, national and international biodiversity and biosafety meetings","zh":"在区域、国家和国际的生物多样性和生物安全会议上分享信息"}');
INSERT INTO "objective_outcomes" VALUES(23,1,'{"en":"Different modes and opportunities for sharing biosafety information","zh":"分享生物安全信息的方式和机会多种多样"}');
CREATE TABLE objectives (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  area INTEGER NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  aim TEXT NOT NULL,
  adopted_code TEXT,
  is_adopted_confirmed BOOLEAN NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "objectives" VALUES(1,'1.1',1,0,'{"en":"National biosafety frameworks","zh":"国家生物安全框架"}','{"en":"Enable all Parties to have operational national biosafety frameworks for implementing the Protocol","zh":"让每个缔约方都有可以运转的国家生物安全框架来落实《议定书》"}','1.1',0,'{}',0);
INSERT INTO "objectives" VALUES(2,'1.2',1,1,'{"en":"Coordination and support","zh":"协调和支持"}','{"en":"Put in place effective mechanisms for developing biosafety systems, with the necessary coordination, financing and monitoring support","zh":"建立发展生物安全制度的有效机制，并配以所需的协调、资金和监测支持"}','1.2',0,'{}',0);
INSERT INTO "objectives" VALUES(3,'1.3',1,2,'{"en":"Risk assessment and risk management","zh":"风险评估和风险管理"}','{"en":"Further develop and support scientific tools on common approaches to risk assessment and risk management for Parties","zh":"继续为缔约方开发并支持科学工具，用于风险评估和风险管理的共同做法"}','1.3',0,'{}',0);
INSERT INTO "objectives" VALUES(4,'1.4',1,3,'{"en":"Living modified organisms or traits that may have adverse effects","zh":"可能产生不利影响的改性活生物体或特性"}','{"en":"Develop cooperation modalities and guidance for identifying LMOs or specific traits that may have adverse effects on the conservation and sustainable use of biodiversity, also taking into account risks to human health","zh":"就识别可能不利于生物多样性保护和可持续利用的改性活生物体或具体特性，拟定合作方式和指南，并顾及对人类健康的风险"}','1.4',0,'{}',0);
INSERT INTO "objectives" VALUES(5,'1.5',1,4,'{"en":"Scientific and technical advice","zh":"科学和技术咨询"}','{"en":"Strengthen mechanisms providing scientific and technical advice to the COP-MOP and to Parties","zh":"加强为缔约方会议和各缔约方提供科学技术咨询的机制"}',NULL,0,'{}',0);
INSERT INTO "objectives" VALUES(6,'1.6',1,5,'{"en":"Handling, transport, packaging and identification","zh":"处理、运输、包装和标识"}','{"en":"Enable Parties to apply the identification and documentation requirements for LMOs of the Protocol and of COP-MOP decisions","zh":"让缔约方能够执行《议定书》和缔约方会议决定对改性活生物体标识和单据的要求"}','1.6',0,'{"en":"The Chinese text of the outcome has a slip of the pen at accompanying documentation (“随机文件”).","zh":"成果一栏的“随机文件”是笔误，应为随附文件。"}',0);
INSERT INTO "objectives" VALUES(7,'1.7',1,6,'{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Adopt and implement rules and procedures on liability and redress for damage resulting from transboundary movements of LMOs","zh":"就改性活生物体越境转移所致损害的赔偿责任和补救，通过并实施规则和程序"}','1.5',0,'{"en":"The first indicator is a milestone, not a quantity. In the Chinese text of the second, frameworks and international rules are mixed; we give the sense.","zh":"第一项指标是里程碑，不是数量。第二项的中文把框架与国际规则混在一起，这里取其意。"}',0);
INSERT INTO "objectives" VALUES(8,'1.8',1,7,'{"en":"Socio-economic considerations","zh":"社会经济因素"}','{"en":"Provide guidance on socio-economic considerations that may be taken into account in decisions on LMO imports","zh":"对作出改性活生物体进口决定时可以顾及的社会经济因素给予指导"}','1.7',0,'{}',0);
INSERT INTO "objectives" VALUES(9,'1.9',1,8,'{"en":"Transit, contained use, unintentional transboundary movements and emergency measures","zh":"过境、封闭使用、无意越境转移和应急措施"}','{"en":"Develop tools and guidance that ease implementation of the Protocol''s provisions on transit, contained use, unintentional transboundary movements and emergency measures","zh":"开发工具和指南，使《议定书》关于过境、封闭使用、无意越境转移和应急措施的规定更易落实"}','1.8',0,'{}',0);
INSERT INTO "objectives" VALUES(10,'2.1',2,9,'{"en":"Risk assessment and risk management","zh":"风险评估和风险管理"}','{"en":"Enable Parties to assess risks and build capacity to regulate, manage, monitor and control risks of LMOs","zh":"让缔约方会做风险评估，并有能力监管、管理、监测和控制改性活生物体带来的风险"}','2.2',0,'{}',0);
INSERT INTO "objectives" VALUES(11,'2.2',2,10,'{"en":"Handling, transport, packaging and identification","zh":"处理、运输、包装和标识"}','{"en":"Develop capacity for handling, transport, packaging and identification of LMOs","zh":"培养处理、运输、包装和标识改性活生物体的能力"}','2.3',1,'{}',0);
INSERT INTO "objectives" VALUES(12,'2.3',2,11,'{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Assist Parties in developing and applying rules and procedures on liability and redress for damage from transboundary movements of LMOs","zh":"帮助缔约方就改性活生物体越境转移所致损害，制定并适用赔偿责任和补救的规则和程序"}','2.4',0,'{}',0);
INSERT INTO "objectives" VALUES(13,'2.4',2,12,'{"en":"Public awareness, education and participation","zh":"公众意识、教育和参与"}','{"en":"Strengthen national, regional and international capacity for efforts on awareness, education and participation concerning the safe transfer, handling and use of LMOs","zh":"在国家、区域和国际各级加强能力，促进公众了解、学习并参与改性活生物体的安全转移、处理和使用"}','2.5',0,'{}',0);
INSERT INTO "objectives" VALUES(14,'2.5',2,13,'{"en":"Information sharing","zh":"信息共享"}','{"en":"Ensure that all identified stakeholders, especially in developing countries and economies in transition, can easily access the BCH","zh":"让已确定的各利益攸关方都能方便地使用（尤其在发展中国家和经济转型国家）生物安全信息交换所"}','2.6',0,'{}',0);
INSERT INTO "objectives" VALUES(15,'2.6',2,14,'{"en":"Biosafety education and training","zh":"生物安全教育和培训"}','{"en":"Promote education and training of biosafety professionals through greater coordination and collaboration among academic institutions and relevant organizations","zh":"促使学术机构与有关组织加强协调协作，推动生物安全专业人员的教育和培训"}','2.7',0,'{}',0);
INSERT INTO "objectives" VALUES(16,'3.1',3,15,'{"en":"Ratification of the Protocol","zh":"批准《议定书》"}','{"en":"The Protocol gains global recognition","zh":"使《议定书》获得全世界承认"}','5.1',0,'{}',0);
INSERT INTO "objectives" VALUES(17,'3.2',3,16,'{"en":"Cooperation","zh":"合作"}','{"en":"Enhance international cooperation and collaboration in biosafety","zh":"在生物安全上加强国际间的合作与协作"}','5.2',1,'{}',0);
INSERT INTO "objectives" VALUES(18,'3.3',3,17,'{"en":"Communication and outreach","zh":"宣传和外联"}','{"en":"Raise the profile of the Protocol","zh":"让更多人了解《议定书》"}','5.3',0,'{}',0);
INSERT INTO "objectives" VALUES(19,'4.1',4,18,'{"en":"Compliance with the Protocol","zh":"遵守《议定书》"}','{"en":"Strengthen the mechanisms for achieving compliance","zh":"加强促使遵守的机制"}','3.1',0,'{"en":"The Chinese text of the seventh indicator speaks of an early reporting cycle; we read each reporting cycle.","zh":"第七项指标的中文写作“早期”报告周期；我们读作每个报告周期。"}',0);
INSERT INTO "objectives" VALUES(20,'4.2',4,19,'{"en":"Assessment and review","zh":"评估和审查"}','{"en":"Improve the effectiveness of the Protocol, including through regular assessment and review","zh":"使《议定书》更有效，做法之一是定期评估和审查"}','3.2',0,'{}',0);
INSERT INTO "objectives" VALUES(21,'5.1',5,20,'{"en":"Biosafety Clearing-House effectiveness","zh":"生物安全信息交换所的效力"}','{"en":"Increase the amount and quality of information submitted to and retrieved from the BCH","zh":"使提交给生物安全信息交换所和从中取用的信息更多、更好"}','4.1',0,'{"en":"Taken literally, the Chinese text of the sixth indicator speaks of regulations of the clearing-house; we read laws or regulations published there.","zh":"第六项指标的中文字面上是信息交换所的管理条例；我们读作在信息交换所公布的法律或法规。"}',0);
INSERT INTO "objectives" VALUES(22,'5.2',5,21,'{"en":"Biosafety Clearing-House as a tool for online discussions and conferences","zh":"生物安全信息交换所用作在线讨论和会议的工具"}','{"en":"Make the BCH a fully operational and effective platform that helps countries implement the Protocol","zh":"把生物安全信息交换所办成一个功能齐全、切实有效的平台，协助各国落实《议定书》"}','4.2',0,'{}',0);
INSERT INTO "objectives" VALUES(23,'5.3',5,22,'{"en":"Information sharing other than through the Biosafety Clearing-House","zh":"生物安全信息交换所以外的信息共享"}','{"en":"Increase understanding through other information exchange mechanisms","zh":"借助其他信息交流方式增进了解"}','4.3',0,'{}',0);
CREATE TABLE organisation_members (
  group_id INTEGER NOT NULL REFERENCES organisations (id),
  member_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (group_id, member_id),
  CONSTRAINT organisation_members_two CHECK (group_id <> member_id)
);
INSERT INTO "organisation_members" VALUES(7,4);
CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  acronym TEXT,
  kind TEXT NOT NULL,
  country TEXT REFERENCES countries (iso2),
  note TEXT NOT NULL DEFAULT '{}',
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  version INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "organisations" VALUES(1,'unep','{"en":"United Nations Environment Programme","zh":"联合国环境规划署"}','UNEP','un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(2,'undp','{"en":"United Nations Development Programme","zh":"联合国开发计划署"}','UNDP','un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(3,'fao','{"en":"Food and Agriculture Organization of the United Nations","zh":"联合国粮食及农业组织"}','FAO','un-agency',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(4,'jrc','{"en":"Joint Research Centre of the European Commission","zh":"欧洲联盟委员会联合研究中心"}','JRC','research-body',NULL,'{"en":"The table of the plan calls it the EU Joint Research Centre.","zh":"计划表格中写作“欧盟联合研究中心”。"}',1,0);
INSERT INTO "organisations" VALUES(5,'university-of-strathclyde','{"en":"University of Strathclyde","zh":"斯特拉思克莱德大学"}',NULL,'university',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(6,'reference-laboratories','{"en":"Reference laboratories in each region","zh":"各区域的参考实验室"}',NULL,'group',NULL,'{"en":"A group that the plan names without listing its members; not one organisation.","zh":"计划只提及这一类实验室，没有列出成员；不是单一组织。"}',1,0);
INSERT INTO "organisations" VALUES(7,'network-of-laboratories','{"en":"Network of Laboratories for the Detection and Identification of Living Modified Organisms","zh":"检测和识别改性活生物体实验室网络"}',NULL,'network',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(8,'aarhus-convention','{"en":"Aarhus Convention (UNECE Convention on Access to Information, Public Participation in Decision-making and Access to Justice in Environmental Matters)","zh":"《奥胡斯公约》（联合国欧洲经济委员会《在环境问题上获得信息、公众参与决策和诉诸法律的公约》）"}',NULL,'convention',NULL,'{"en":"The plan names the Convention itself, not its secretariat.","zh":"计划列出的是该公约本身，没有写明其秘书处。"}',1,0);
INSERT INTO "organisations" VALUES(9,'scbd','{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"}','SCBD','secretariat',NULL,'{"en":"Not in the plan''s list of possible partners. Decision CP-VIII/3, paragraph 7, addresses the Executive Secretary.","zh":"未列入计划的可能伙伴。第CP-VIII/3号决定第7段的请求对象是执行秘书。"}',1,0);
INSERT INTO "organisations" VALUES(10,'green-customs-initiative','{"en":"Green Customs Initiative","zh":"绿色海关倡议"}','GCI','network',NULL,'{"en":"Founded in 2001; the note of 2008 describes it.","zh":"2001年成立；见2008年的说明。"}',1,0);
INSERT INTO "organisations" VALUES(11,'unep-ozonaction','{"en":"United Nations Environment Programme, Division of Technology, Industry and Economics, OzonAction Branch","zh":"联合国环境规划署技术、工业和经济司臭氧行动处"}',NULL,'un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(12,'basel-convention','{"en":"Basel Convention","zh":"巴塞尔公约"}',NULL,'convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(13,'cites','{"en":"Convention on International Trade in Endangered Species of Wild Fauna and Flora","zh":"濒危野生动植物种国际贸易公约"}','CITES','convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(14,'stockholm-convention','{"en":"Stockholm Convention on Persistent Organic Pollutants","zh":"关于持久性有机污染物的斯德哥尔摩公约"}',NULL,'convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(15,'rotterdam-convention','{"en":"Rotterdam Convention on the Prior Informed Consent Procedure for Certain Hazardous Chemicals and Pesticides in International Trade","zh":"关于在国际贸易中对某些危险化学品和农药采用事先知情同意程序的鹿特丹公约"}',NULL,'convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(16,'montreal-protocol','{"en":"Montreal Protocol on Substances that Deplete the Ozone Layer","zh":"关于消耗臭氧层物质的蒙特利尔议定书"}',NULL,'convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(17,'opcw','{"en":"Organisation for the Prohibition of Chemical Weapons","zh":"禁止化学武器组织"}','OPCW','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(18,'wco','{"en":"World Customs Organization","zh":"世界海关组织"}','WCO','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(19,'interpol','{"en":"International Criminal Police Organization","zh":"国际刑事警察组织"}','INTERPOL','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(20,'wto-cte','{"en":"WTO Committee on Trade and Environment","zh":"世界贸易组织贸易与环境委员会"}','WTO CTE','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(21,'wto-cte-special-session','{"en":"WTO Committee on Trade and Environment in Special Session","zh":"世界贸易组织贸易与环境委员会特别会议"}','WTO CTESS','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(22,'wto-sps','{"en":"WTO Committee on Sanitary and Phytosanitary Measures","zh":"世界贸易组织卫生与植物卫生措施委员会"}','WTO SPS','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(23,'wto-tbt','{"en":"WTO Committee on Technical Barriers to Trade","zh":"世界贸易组织技术性贸易壁垒委员会"}','WTO TBT','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(24,'unido','{"en":"United Nations Industrial Development Organization","zh":"联合国工业发展组织"}','UNIDO','un-agency',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(25,'oecd','{"en":"Organisation for Economic Co-operation and Development","zh":"经济合作与发展组织"}','OECD','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(26,'oecd-biotechnology-working-group','{"en":"OECD Working Group on Harmonisation of Regulatory Oversight in Biotechnology","zh":"经济合作与发展组织生物技术监管协调工作组"}',NULL,'intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(27,'eu-rl-gmff','{"en":"European Union Reference Laboratory for Genetically Modified Food and Feed","zh":"欧洲联盟转基因食品和饲料参考实验室"}','EU-RL GMFF','research-body',NULL,'{"en":"Hosted by the Joint Research Centre (UNEP/CBD/BS/COP-MOP/8/6, paragraph 2).","zh":"设在联合研究中心（UNEP/CBD/BS/COP-MOP/8/6第2段）。"}',1,0);
INSERT INTO "organisations" VALUES(28,'croplife-international','{"en":"CropLife International","zh":"国际作物生命协会"}',NULL,'private-sector',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(29,'icgeb','{"en":"International Centre for Genetic Engineering and Biotechnology","zh":"国际遗传工程和生物技术中心"}','ICGEB','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(30,'unep-gef-bch-project','{"en":"Project of the United Nations Environment Programme and the Global Environment Facility for effective participation in the Biosafety Clearing-House","zh":"环境署/全环基金有效参与生物安全信息交换所项目"}',NULL,'un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(31,'codex','{"en":"Codex Alimentarius Commission","zh":"食品法典委员会"}',NULL,'intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(32,'ippc','{"en":"International Plant Protection Convention","zh":"国际植物保护公约"}','IPPC','convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(33,'unece','{"en":"United Nations Economic Commission for Europe","zh":"联合国欧洲经济委员会"}','UNECE','un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(34,'iso','{"en":"International Organization for Standardization","zh":"国际标准化组织"}','ISO','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(35,'upu','{"en":"Universal Postal Union","zh":"万国邮政联盟"}','UPU','un-agency',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(36,'iata','{"en":"International Air Transport Association","zh":"国际航空运输协会"}','IATA','private-sector',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(37,'itpgrfa','{"en":"International Treaty on Plant Genetic Resources for Food and Agriculture","zh":"粮食和农业植物遗传资源国际条约"}','ITPGRFA','convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(38,'cgrfa','{"en":"Commission on Genetic Resources for Food and Agriculture","zh":"粮食和农业遗传资源委员会"}','CGRFA','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(39,'ttle-abs','{"en":"Team of Technical and Legal Experts on Access and Benefit-sharing of the CGRFA","zh":"粮食和农业遗传资源委员会获取和惠益分享技术和法律专家组"}','TTLE-ABS','group',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(40,'abs-initiative','{"en":"ABS Capacity Development Initiative","zh":"获取和惠益分享能力发展倡议"}',NULL,'network',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(41,'bioversity-international','{"en":"Bioversity International","zh":"国际生物多样性中心"}',NULL,'research-body',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(42,'bgci','{"en":"Botanic Gardens Conservation International","zh":"国际植物园保护联盟"}','BGCI','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(43,'iucn','{"en":"International Union for Conservation of Nature","zh":"国际自然保护联盟"}','IUCN','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(44,'pharmasea','{"en":"PharmaSea","zh":"PharmaSea 研究联合体"}',NULL,'network',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(45,'doalos','{"en":"United Nations Division for Ocean Affairs and the Law of the Sea","zh":"联合国海洋事务和海洋法司"}','DOALOS','secretariat',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(46,'who','{"en":"World Health Organization","zh":"世界卫生组织"}','WHO','un-agency',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(47,'wipo','{"en":"World Intellectual Property Organization","zh":"世界知识产权组织"}','WIPO','un-agency',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(48,'unctad','{"en":"United Nations Conference on Trade and Development","zh":"联合国贸易和发展会议"}','UNCTAD','un-programme',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(49,'african-union-commission','{"en":"African Union Commission","zh":"非洲联盟委员会"}','AUC','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(50,'acto','{"en":"Amazon Cooperation Treaty Organization","zh":"亚马孙合作条约组织"}','ACTO','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(51,'asean','{"en":"Association of Southeast Asian Nations","zh":"东南亚国家联盟"}','ASEAN','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(52,'caricom','{"en":"Caribbean Community","zh":"加勒比共同体"}','CARICOM','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(53,'comifac','{"en":"Central African Forests Commission","zh":"中部非洲森林委员会"}','COMIFAC','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(54,'sprep','{"en":"Secretariat of the Pacific Regional Environment Programme","zh":"太平洋区域环境规划署秘书处"}','SPREP','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(55,'idlo','{"en":"International Development Law Organization","zh":"国际发展法组织"}','IDLO','intergovernmental',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(56,'iifb','{"en":"International Indigenous Forum on Biodiversity","zh":"生物多样性国际土著论坛"}','IIFB','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(57,'indigenous-information-network','{"en":"Indigenous Information Network","zh":"土著信息网"}','IIN','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(58,'ipacc','{"en":"Indigenous Peoples of Africa Coordinating Committee","zh":"非洲土著人民协调委员会"}','IPACC','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(59,'iwbn-lac','{"en":"Indigenous Women''s Biodiversity Network from Latin America and the Caribbean","zh":"拉丁美洲和加勒比土著妇女生物多样性网络"}','IWBN-LAC','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(60,'aipp','{"en":"Asia Indigenous Peoples Pact","zh":"亚洲土著人民协定"}','AIPP','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(61,'uebt','{"en":"Union for Ethical BioTrade","zh":"道德生物贸易联盟"}','UEBT','private-sector',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(62,'wfcc','{"en":"World Federation for Culture Collections","zh":"世界菌种保藏联合会"}','WFCC','civil-society',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(63,'unclos','{"en":"United Nations Convention on the Law of the Sea","zh":"联合国海洋法公约"}','UNCLOS','convention',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(64,'nagoya-advisory-committee','{"en":"Informal Advisory Committee on Capacity-building for the Implementation of the Nagoya Protocol","zh":"名古屋议定书执行能力建设非正式咨询委员会"}',NULL,'group',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(65,'nagoya-article-10-group','{"en":"Expert group on Article 10 of the Nagoya Protocol","zh":"名古屋议定书第10条专家组"}',NULL,'group',NULL,'{}',1,0);
INSERT INTO "organisations" VALUES(66,'example-development-fund','{"en":"Example Development Fund","zh":"示例发展基金"}',NULL,'fund',NULL,'{}',1,1);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text_body TEXT NOT NULL,
  html_body TEXT NOT NULL,
  queued_at TIMESTAMP NOT NULL,
  due_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  leased_until TIMESTAMP,
  sent_at TIMESTAMP,
  failed_at TIMESTAMP,
  last_error TEXT
, thread TEXT, unsubscribe TEXT, calendar TEXT, leased_by TEXT, tried_at TIMESTAMP, cancelled_at TIMESTAMP);
INSERT INTO "outbox" VALUES(1,'reminders.1.2019-03-12@localhost','digest','Amara Okello','amara@example.org','7 not done by others','Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.

Dear Amara Okello,

This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.

Others have not done this
-------------------------

* Record delivery: E-learning module on risk assessment
  Activity 5: LMO e-learning modules
  Due on 31 October 2018 (132 days late)
  It is for Li Wen to do. The reminders sent for it say that you are told.
  http://localhost:18771/outputs/5/deliveries/new

* Record delivery: Guide to radio programmes on biosafety
  Activity 9: Public awareness workshops
  Due on 31 October 2018 (132 days late)
  It is for Ines Duarte, Ruth Ndlovu to do. The reminders sent for it say that you are told.
  http://localhost:18771/outputs/8/deliveries/new

* Record delivery: Manual for trainers on sampling
  Activity 7: Sampling and detection workshops
  Due on 30 November 2018 (102 days late)
  It is for Ines Duarte, Tomás Ferri to do. The reminders sent for it say that you are told.
  http://localhost:18771/outputs/6/deliveries/new

* Record delivery: National case studies
  Activity 3: Integrated implementation pilots
  Due on 31 December 2018 (71 days late)
  It is for Li Wen to do. The reminders sent for it say that you are told.
  http://localhost:18771/outputs/4/deliveries/new

* Review: Workshop on sampling and detection of LMOs, Nairobi
  Activity 7: Sampling and detection workshops
  Sent by Tomás Ferri on 4 March 2019 (8 days ago)
  It is for Ines Duarte to do. The reminders sent for it say that you are told.
  http://localhost:18771/events/4/review

* Review: Manual for trainers on sampling
  Activity 7: Sampling and detection workshops
  Sent by Tomás Ferri on 5 March 2019 (7 days ago)
  It is for Ines Duarte to do. The reminders sent for it say that you are told.
  http://localhost:18771/outputs/6#deliveries

* Review: Downloads from the Biosafety Clearing-House
  Activity 8: Laboratory network exchanges
  Sent by Ruth Ndlovu on 5 March 2019 (7 days ago)
  It is for Li Wen to do. The reminders sent for it say that you are told.
  http://localhost:18771/indicators/15#measurements

My work: http://localhost:18771/

-- 
You get at most one such mail a day, and none when nothing is due.
Change your reminders: http://localhost:18771/account/reminders
Stop these mails: http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjEifQ.pEeKaHkpZu_cEzvjWUcYn1lO4_2vzPXc-Y5sZnbYU8I/end
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>7 not done by others</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.</p><p>Dear Amara Okello,</p><p>This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Others have not done this</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/5/deliveries/new">Record delivery: E-learning module on risk assessment</a></strong><br>Activity 5: LMO e-learning modules<br>Due on 31 October 2018 (132 days late)<br>It is for Li Wen to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/outputs/5/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/8/deliveries/new">Record delivery: Guide to radio programmes on biosafety</a></strong><br>Activity 9: Public awareness workshops<br>Due on 31 October 2018 (132 days late)<br>It is for Ines Duarte, Ruth Ndlovu to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/outputs/8/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/6/deliveries/new">Record delivery: Manual for trainers on sampling</a></strong><br>Activity 7: Sampling and detection workshops<br>Due on 30 November 2018 (102 days late)<br>It is for Ines Duarte, Tomás Ferri to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/outputs/6/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/4/deliveries/new">Record delivery: National case studies</a></strong><br>Activity 3: Integrated implementation pilots<br>Due on 31 December 2018 (71 days late)<br>It is for Li Wen to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/outputs/4/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/4/review">Review: Workshop on sampling and detection of LMOs, Nairobi</a></strong><br>Activity 7: Sampling and detection workshops<br>Sent by Tomás Ferri on 4 March 2019 (8 days ago)<br>It is for Ines Duarte to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/events/4/review</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/6#deliveries">Review: Manual for trainers on sampling</a></strong><br>Activity 7: Sampling and detection workshops<br>Sent by Tomás Ferri on 5 March 2019 (7 days ago)<br>It is for Ines Duarte to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/outputs/6#deliveries</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/indicators/15#measurements">Review: Downloads from the Biosafety Clearing-House</a></strong><br>Activity 8: Laboratory network exchanges<br>Sent by Ruth Ndlovu on 5 March 2019 (7 days ago)<br>It is for Li Wen to do. The reminders sent for it say that you are told.<br><span style="font-size: 14px">http://localhost:18771/indicators/15#measurements</span></li></ul><p>My work: <a href="http://localhost:18771/">http://localhost:18771/</a></p><hr><p style="font-size: 14px; margin: .25em 0">You get at most one such mail a day, and none when nothing is due.</p><p style="font-size: 14px; margin: .25em 0">Change your reminders: <a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">Stop these mails: <a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjEifQ.pEeKaHkpZu_cEzvjWUcYn1lO4_2vzPXc-Y5sZnbYU8I/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjEifQ.pEeKaHkpZu_cEzvjWUcYn1lO4_2vzPXc-Y5sZnbYU8I/end</a></p><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010022086',NULL,NULL,'digest.1','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjEifQ.pEeKaHkpZu_cEzvjWUcYn1lO4_2vzPXc-Y5sZnbYU8I/end',NULL,NULL,'2019-03-12 04:43:17.008102098',NULL);
INSERT INTO "outbox" VALUES(2,'reminders.6.2019-03-12@localhost','donor-digest','Astrid Holm','astrid@example.org','The action plan from 1 October 2018 to 31 December 2018','Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.

Dear Astrid Holm,

This is what came of the plan from 1 October 2018 to 31 December 2018. The figures are those that the pages show as of the last of these days; the links lead to the records behind them.

Figures
-------

* Verified events: 17
  3 more than before
  http://localhost:18771/events?state=verified&as_of=2018-12-31

* Attendances: 465
  54 more than before
  http://localhost:18771/events?state=verified&as_of=2018-12-31

* Attendances of women: 248
  31 more than before
  http://localhost:18771/events?state=verified&as_of=2018-12-31

* Countries from which people came: 88
  11 more than before
  http://localhost:18771/events?state=verified&as_of=2018-12-31

* Outputs delivered: 13 of 34
  5 more than before

Activities that have moved
--------------------------

* Activity 1: Mainstreaming materials
  Status: Completed (was: At risk)
  Outputs delivered: 4 of 4, 1 more than before
  “Module and toolkit are out in three languages”
  http://localhost:18771/activities/1?as_of=2018-12-31

* Activity 2: Mainstreaming training
  Status: Delayed (was: At risk)
  Outputs delivered: 2 of 4, unchanged
  “One training is still to be held”
  http://localhost:18771/activities/2?as_of=2018-12-31

* Activity 3: Integrated implementation pilots
  Status: On track
  Outputs delivered: 1 of 4, 1 more than before
  http://localhost:18771/activities/3?as_of=2018-12-31

* Activity 5: LMO e-learning modules
  Status: On track
  Outputs delivered: 1 of 6, 1 more than before
  http://localhost:18771/activities/5?as_of=2018-12-31

* Activity 7: Sampling and detection workshops
  Status: On track (was: At risk)
  Outputs delivered: 1 of 3, 1 more than before
  “Two workshops planned for early 2019”
  http://localhost:18771/activities/7?as_of=2018-12-31

* Activity 9: Public awareness workshops
  Status: Delayed (was: On track)
  Outputs delivered: 0 of 2, unchanged
  “No workshop held yet”
  http://localhost:18771/activities/9?as_of=2018-12-31

* Activity 12: Public awareness materials
  Status: Completed (was: On track)
  Outputs delivered: 4 of 4, 1 more than before
  “Toolkit and manual are published”
  http://localhost:18771/activities/12?as_of=2018-12-31

* Activity 13: Online communities of practice
  Status: On track
  http://localhost:18771/activities/13?as_of=2018-12-31

* Activity 14: Supplementary Protocol workshops
  Status: On track (was: No status yet)
  “First workshop on liability and redress prepared”
  http://localhost:18771/activities/14?as_of=2018-12-31

Money
-----

* USD: pledged 145,000.00, received 105,000.00, spent 31,870.00
  http://localhost:18771/money?currency=USD&as_of=2018-12-31

* EUR: pledged 40,000.00, received 42,500.75, spent 40,256.20
  http://localhost:18771/money?currency=EUR&as_of=2018-12-31

Dashboard: http://localhost:18771/dashboard?as_of=2018-12-31

-- 
You get at most one such mail a day, and none when nothing is due.
Change your reminders: http://localhost:18771/account/reminders
Stop these mails: http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjYifQ.bvEEw5BW2se4gIqAKSwi1vqDOtQmmN8hTH2aRe8T_F8/end
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>The action plan from 1 October 2018 to 31 December 2018</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.</p><p>Dear Astrid Holm,</p><p>This is what came of the plan from 1 October 2018 to 31 December 2018. The figures are those that the pages show as of the last of these days; the links lead to the records behind them.</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Figures</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events?state=verified&amp;as_of=2018-12-31">Verified events: 17</a></strong><br>3 more than before<br><span style="font-size: 14px">http://localhost:18771/events?state=verified&amp;as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events?state=verified&amp;as_of=2018-12-31">Attendances: 465</a></strong><br>54 more than before<br><span style="font-size: 14px">http://localhost:18771/events?state=verified&amp;as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events?state=verified&amp;as_of=2018-12-31">Attendances of women: 248</a></strong><br>31 more than before<br><span style="font-size: 14px">http://localhost:18771/events?state=verified&amp;as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events?state=verified&amp;as_of=2018-12-31">Countries from which people came: 88</a></strong><br>11 more than before<br><span style="font-size: 14px">http://localhost:18771/events?state=verified&amp;as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong>Outputs delivered: 13 of 34</strong><br>5 more than before</li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Activities that have moved</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/1?as_of=2018-12-31">Activity 1: Mainstreaming materials</a></strong><br>Status: Completed (was: At risk)<br>Outputs delivered: 4 of 4, 1 more than before<br>“Module and toolkit are out in three languages”<br><span style="font-size: 14px">http://localhost:18771/activities/1?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/2?as_of=2018-12-31">Activity 2: Mainstreaming training</a></strong><br>Status: Delayed (was: At risk)<br>Outputs delivered: 2 of 4, unchanged<br>“One training is still to be held”<br><span style="font-size: 14px">http://localhost:18771/activities/2?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/3?as_of=2018-12-31">Activity 3: Integrated implementation pilots</a></strong><br>Status: On track<br>Outputs delivered: 1 of 4, 1 more than before<br><span style="font-size: 14px">http://localhost:18771/activities/3?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/5?as_of=2018-12-31">Activity 5: LMO e-learning modules</a></strong><br>Status: On track<br>Outputs delivered: 1 of 6, 1 more than before<br><span style="font-size: 14px">http://localhost:18771/activities/5?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/7?as_of=2018-12-31">Activity 7: Sampling and detection workshops</a></strong><br>Status: On track (was: At risk)<br>Outputs delivered: 1 of 3, 1 more than before<br>“Two workshops planned for early 2019”<br><span style="font-size: 14px">http://localhost:18771/activities/7?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/9?as_of=2018-12-31">Activity 9: Public awareness workshops</a></strong><br>Status: Delayed (was: On track)<br>Outputs delivered: 0 of 2, unchanged<br>“No workshop held yet”<br><span style="font-size: 14px">http://localhost:18771/activities/9?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/12?as_of=2018-12-31">Activity 12: Public awareness materials</a></strong><br>Status: Completed (was: On track)<br>Outputs delivered: 4 of 4, 1 more than before<br>“Toolkit and manual are published”<br><span style="font-size: 14px">http://localhost:18771/activities/12?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/13?as_of=2018-12-31">Activity 13: Online communities of practice</a></strong><br>Status: On track<br><span style="font-size: 14px">http://localhost:18771/activities/13?as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/14?as_of=2018-12-31">Activity 14: Supplementary Protocol workshops</a></strong><br>Status: On track (was: No status yet)<br>“First workshop on liability and redress prepared”<br><span style="font-size: 14px">http://localhost:18771/activities/14?as_of=2018-12-31</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Money</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/money?currency=USD&amp;as_of=2018-12-31">USD: pledged 145,000.00, received 105,000.00, spent 31,870.00</a></strong><br><span style="font-size: 14px">http://localhost:18771/money?currency=USD&amp;as_of=2018-12-31</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/money?currency=EUR&amp;as_of=2018-12-31">EUR: pledged 40,000.00, received 42,500.75, spent 40,256.20</a></strong><br><span style="font-size: 14px">http://localhost:18771/money?currency=EUR&amp;as_of=2018-12-31</span></li></ul><p>Dashboard: <a href="http://localhost:18771/dashboard?as_of=2018-12-31">http://localhost:18771/dashboard?as_of=2018-12-31</a></p><hr><p style="font-size: 14px; margin: .25em 0">You get at most one such mail a day, and none when nothing is due.</p><p style="font-size: 14px; margin: .25em 0">Change your reminders: <a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">Stop these mails: <a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjYifQ.bvEEw5BW2se4gIqAKSwi1vqDOtQmmN8hTH2aRe8T_F8/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjYifQ.bvEEw5BW2se4gIqAKSwi1vqDOtQmmN8hTH2aRe8T_F8/end</a></p><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010022086',NULL,NULL,'donor-digest.6','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjYifQ.bvEEw5BW2se4gIqAKSwi1vqDOtQmmN8hTH2aRe8T_F8/end',NULL,NULL,'2019-03-12 04:43:17.008102098',NULL);
INSERT INTO "outbox" VALUES(3,'reminders.2.2019-03-12@localhost','digest','Ines Duarte','ines@example.org','3 late, 4 waiting, 3 due within 7 days','Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.

Dear Ines Duarte,

This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.

Late
----

* Record delivery: Guide to radio programmes on biosafety
  Activity 9: Public awareness workshops
  Due on 31 October 2018 (132 days late)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/outputs/8/deliveries/new

* Record delivery: Manual for trainers on sampling
  Activity 7: Sampling and detection workshops
  Due on 30 November 2018 (102 days late)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/outputs/6/deliveries/new

* Post an update on Public awareness workshops
  Activity 9
  Due on 28 February 2019 (12 days late)
  http://localhost:18771/activities/9/updates/new

Waiting for you
---------------

* Review: Workshop on sampling and detection of LMOs, Nairobi
  Activity 7: Sampling and detection workshops
  Sent by Tomás Ferri on 4 March 2019 (8 days ago)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/events/4/review

* Review: Manual for trainers on sampling
  Activity 7: Sampling and detection workshops
  Sent by Tomás Ferri on 5 March 2019 (7 days ago)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/outputs/6#deliveries

* Review: Detection training day, Nairobi
  Activity 7: Sampling and detection workshops
  Sent by Li Wen on 6 March 2019 (6 days ago)
  http://localhost:18771/events/5/review

* Review: Training on mainstreaming biosafety, Kigali
  Activity 2: Mainstreaming training
  Sent by Ruth Ndlovu on 7 March 2019 (5 days ago)
  http://localhost:18771/events/22/review

Due within 7 days
-----------------

* Post an update on Mainstreaming training
  Activity 2
  Due on 17 March 2019 (in 5 days)
  http://localhost:18771/activities/2/updates/new

* Post an update on Sampling and detection workshops
  Activity 7
  Due on 18 March 2019 (in 6 days)
  http://localhost:18771/activities/7/updates/new

* Coming up: Workshop on public awareness, Amman
  Activity 9: Public awareness workshops
  Begins on 18 March 2019 (in 6 days)
  http://localhost:18771/events/23/edit

My work: http://localhost:18771/

-- 
You get at most one such mail a day, and none when nothing is due.
Change your reminders: http://localhost:18771/account/reminders
Stop these mails: http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjIifQ.8g4tzTnJyperIOpXv77dEepL6evUObaQs8yJN2Qr7FU/end
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>3 late, 4 waiting, 3 due within 7 days</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.</p><p>Dear Ines Duarte,</p><p>This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Late</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/8/deliveries/new">Record delivery: Guide to radio programmes on biosafety</a></strong><br>Activity 9: Public awareness workshops<br>Due on 31 October 2018 (132 days late)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/outputs/8/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/6/deliveries/new">Record delivery: Manual for trainers on sampling</a></strong><br>Activity 7: Sampling and detection workshops<br>Due on 30 November 2018 (102 days late)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/outputs/6/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/9/updates/new">Post an update on Public awareness workshops</a></strong><br>Activity 9<br>Due on 28 February 2019 (12 days late)<br><span style="font-size: 14px">http://localhost:18771/activities/9/updates/new</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Waiting for you</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/4/review">Review: Workshop on sampling and detection of LMOs, Nairobi</a></strong><br>Activity 7: Sampling and detection workshops<br>Sent by Tomás Ferri on 4 March 2019 (8 days ago)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/events/4/review</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/6#deliveries">Review: Manual for trainers on sampling</a></strong><br>Activity 7: Sampling and detection workshops<br>Sent by Tomás Ferri on 5 March 2019 (7 days ago)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/outputs/6#deliveries</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/5/review">Review: Detection training day, Nairobi</a></strong><br>Activity 7: Sampling and detection workshops<br>Sent by Li Wen on 6 March 2019 (6 days ago)<br><span style="font-size: 14px">http://localhost:18771/events/5/review</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/22/review">Review: Training on mainstreaming biosafety, Kigali</a></strong><br>Activity 2: Mainstreaming training<br>Sent by Ruth Ndlovu on 7 March 2019 (5 days ago)<br><span style="font-size: 14px">http://localhost:18771/events/22/review</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Due within 7 days</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/2/updates/new">Post an update on Mainstreaming training</a></strong><br>Activity 2<br>Due on 17 March 2019 (in 5 days)<br><span style="font-size: 14px">http://localhost:18771/activities/2/updates/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/activities/7/updates/new">Post an update on Sampling and detection workshops</a></strong><br>Activity 7<br>Due on 18 March 2019 (in 6 days)<br><span style="font-size: 14px">http://localhost:18771/activities/7/updates/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/23/edit">Coming up: Workshop on public awareness, Amman</a></strong><br>Activity 9: Public awareness workshops<br>Begins on 18 March 2019 (in 6 days)<br><span style="font-size: 14px">http://localhost:18771/events/23/edit</span></li></ul><p>My work: <a href="http://localhost:18771/">http://localhost:18771/</a></p><hr><p style="font-size: 14px; margin: .25em 0">You get at most one such mail a day, and none when nothing is due.</p><p style="font-size: 14px; margin: .25em 0">Change your reminders: <a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">Stop these mails: <a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjIifQ.8g4tzTnJyperIOpXv77dEepL6evUObaQs8yJN2Qr7FU/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjIifQ.8g4tzTnJyperIOpXv77dEepL6evUObaQs8yJN2Qr7FU/end</a></p><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010022086',NULL,NULL,'digest.2','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjIifQ.8g4tzTnJyperIOpXv77dEepL6evUObaQs8yJN2Qr7FU/end','BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Capacity Tracker//Calendar//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
DTEND;VALUE=DATE:20190322
DTSTAMP:20190312T044316Z
DTSTART;VALUE=DATE:20190318
LAST-MODIFIED:20190312T044316Z
LOCATION:Amman\, Jordan
SEQUENCE:1
STATUS:TENTATIVE
SUMMARY:Workshop on public awareness\, Amman
TRANSP:TRANSPARENT
UID:event-23@localhost
URL:http://localhost:18771/events/23
END:VEVENT
END:VCALENDAR
',NULL,'2019-03-12 04:43:17.008102098',NULL);
INSERT INTO "outbox" VALUES(4,'reminders.3.2019-03-12@localhost','digest','Li Wen','liwen@example.org','2项逾期、1项等待处理','演示数据。 所有人员、进展更新和结果均为虚构，只有计划及其文件所述内容是真实的。系统把今天设为2019年3月12日。

尊敬的Li Wen：

以下是2019年3月12日 星期二等待您处理的事项，最紧急的在前。每个链接打开相应的表格。

逾期
--

* 记录交付：E-learning module on risk assessment
  活动5：改性活生物体电子学习模块
  2018年10月31日到期 （逾期132天）
  由于等待已久，也已告知管理员。
  http://localhost:18771/outputs/5/deliveries/new

* 记录交付：National case studies
  活动3：统筹执行试点项目
  2018年12月31日到期 （逾期71天）
  由于等待已久，也已告知管理员。
  http://localhost:18771/outputs/4/deliveries/new

等待您处理
-----

* 审核：生物安全信息交换所的下载次数
  活动8：实验室网络在线交流
  Ruth Ndlovu于2019年3月5日提交 （7天前）
  由于等待已久，也已告知管理员。
  http://localhost:18771/indicators/15#measurements

我的工作：http://localhost:18771/

-- 
此类邮件每天最多一封；没有到期事项时不发。
更改您的提醒：http://localhost:18771/account/reminders
停止这些邮件：http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjMifQ.y51W2-NM33rl_3dT9CchMw59bXHgO6OHOBtw54BjJlo/end
能力建设跟踪系统，《卡塔赫纳生物安全议定书》行动计划
','<!DOCTYPE html><html lang="zh" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>2项逾期、1项等待处理</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>演示数据。 所有人员、进展更新和结果均为虚构，只有计划及其文件所述内容是真实的。系统把今天设为2019年3月12日。</p><p>尊敬的Li Wen：</p><p>以下是2019年3月12日 星期二等待您处理的事项，最紧急的在前。每个链接打开相应的表格。</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">逾期</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/5/deliveries/new">记录交付：E-learning module on risk assessment</a></strong><br>活动5：改性活生物体电子学习模块<br>2018年10月31日到期 （逾期132天）<br>由于等待已久，也已告知管理员。<br><span style="font-size: 14px">http://localhost:18771/outputs/5/deliveries/new</span></li><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/4/deliveries/new">记录交付：National case studies</a></strong><br>活动3：统筹执行试点项目<br>2018年12月31日到期 （逾期71天）<br>由于等待已久，也已告知管理员。<br><span style="font-size: 14px">http://localhost:18771/outputs/4/deliveries/new</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">等待您处理</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/indicators/15#measurements">审核：生物安全信息交换所的下载次数</a></strong><br>活动8：实验室网络在线交流<br>Ruth Ndlovu于2019年3月5日提交 （7天前）<br>由于等待已久，也已告知管理员。<br><span style="font-size: 14px">http://localhost:18771/indicators/15#measurements</span></li></ul><p>我的工作：<a href="http://localhost:18771/">http://localhost:18771/</a></p><hr><p style="font-size: 14px; margin: .25em 0">此类邮件每天最多一封；没有到期事项时不发。</p><p style="font-size: 14px; margin: .25em 0">更改您的提醒：<a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">停止这些邮件：<a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjMifQ.y51W2-NM33rl_3dT9CchMw59bXHgO6OHOBtw54BjJlo/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjMifQ.y51W2-NM33rl_3dT9CchMw59bXHgO6OHOBtw54BjJlo/end</a></p><p style="font-size: 14px">能力建设跟踪系统，《卡塔赫纳生物安全议定书》行动计划</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010022086',NULL,NULL,'digest.3','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjMifQ.y51W2-NM33rl_3dT9CchMw59bXHgO6OHOBtw54BjJlo/end',NULL,NULL,'2019-03-12 04:43:17.008102098',NULL);
INSERT INTO "outbox" VALUES(5,'reminders.5.2019-03-12@localhost','digest','Ruth Ndlovu','ruth@example.org','1 late, 1 due within 7 days','Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.

Dear Ruth Ndlovu,

This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.

Late
----

* Record delivery: Guide to radio programmes on biosafety
  Activity 9: Public awareness workshops
  Due on 31 October 2018 (132 days late)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/outputs/8/deliveries/new

Due within 7 days
-----------------

* Coming up: Workshop on public awareness, Amman
  Activity 9: Public awareness workshops
  Begins on 18 March 2019 (in 6 days)
  http://localhost:18771/events/23/edit

My work: http://localhost:18771/

-- 
You get at most one such mail a day, and none when nothing is due.
Change your reminders: http://localhost:18771/account/reminders
Stop these mails: http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjUifQ.23B7Md30AOq6r8uthFUv8ZJADu3K1n3ZTqF1kL6jz3E/end
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>1 late, 1 due within 7 days</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.</p><p>Dear Ruth Ndlovu,</p><p>This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Late</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/8/deliveries/new">Record delivery: Guide to radio programmes on biosafety</a></strong><br>Activity 9: Public awareness workshops<br>Due on 31 October 2018 (132 days late)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/outputs/8/deliveries/new</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Due within 7 days</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/23/edit">Coming up: Workshop on public awareness, Amman</a></strong><br>Activity 9: Public awareness workshops<br>Begins on 18 March 2019 (in 6 days)<br><span style="font-size: 14px">http://localhost:18771/events/23/edit</span></li></ul><p>My work: <a href="http://localhost:18771/">http://localhost:18771/</a></p><hr><p style="font-size: 14px; margin: .25em 0">You get at most one such mail a day, and none when nothing is due.</p><p style="font-size: 14px; margin: .25em 0">Change your reminders: <a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">Stop these mails: <a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjUifQ.23B7Md30AOq6r8uthFUv8ZJADu3K1n3ZTqF1kL6jz3E/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjUifQ.23B7Md30AOq6r8uthFUv8ZJADu3K1n3ZTqF1kL6jz3E/end</a></p><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010927754',NULL,NULL,'digest.5','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjUifQ.23B7Md30AOq6r8uthFUv8ZJADu3K1n3ZTqF1kL6jz3E/end','BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Capacity Tracker//Calendar//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
DTEND;VALUE=DATE:20190322
DTSTAMP:20190312T044316Z
DTSTART;VALUE=DATE:20190318
LAST-MODIFIED:20190312T044316Z
LOCATION:Amman\, Jordan
SEQUENCE:1
STATUS:TENTATIVE
SUMMARY:Workshop on public awareness\, Amman
TRANSP:TRANSPARENT
UID:event-23@localhost
URL:http://localhost:18771/events/23
END:VEVENT
END:VCALENDAR
',NULL,'2019-03-12 04:43:17.010022086',NULL);
INSERT INTO "outbox" VALUES(6,'reminders.4.2019-03-12@localhost','digest','Tomás Ferri','tomas@example.org','1 late, 1 waiting','Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.

Dear Tomás Ferri,

This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.

Late
----

* Record delivery: Manual for trainers on sampling
  Activity 7: Sampling and detection workshops
  Due on 30 November 2018 (102 days late)
  Because it has waited so long, the administrators are told as well.
  http://localhost:18771/outputs/6/deliveries/new

Waiting for you
---------------

* Correct and submit again: Webinar on reading detection results
  Activity 7: Sampling and detection workshops
  Returned on 8 March 2019 (4 days ago)
  http://localhost:18771/events/6/edit

My work: http://localhost:18771/

-- 
You get at most one such mail a day, and none when nothing is due.
Change your reminders: http://localhost:18771/account/reminders
Stop these mails: http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjQifQ.HBR6HHCsesJnoUfB0SgIynnxbcG9-7NM7I5bx_snWfQ/end
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>1 late, 1 waiting</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Demonstration data. All people, updates and results are invented; only the plan and what its documents state are real. Today is taken to be 12 March 2019.</p><p>Dear Tomás Ferri,</p><p>This is what waits for you on Tuesday 12 March 2019, the most urgent first. Each link opens its form.</p><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Late</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/outputs/6/deliveries/new">Record delivery: Manual for trainers on sampling</a></strong><br>Activity 7: Sampling and detection workshops<br>Due on 30 November 2018 (102 days late)<br>Because it has waited so long, the administrators are told as well.<br><span style="font-size: 14px">http://localhost:18771/outputs/6/deliveries/new</span></li></ul><h2 style="font-size: 18px; margin: 1.5em 0 .5em">Waiting for you</h2><ul style="padding: 0; margin: 0; list-style: none"><li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid"><strong><a href="http://localhost:18771/events/6/edit">Correct and submit again: Webinar on reading detection results</a></strong><br>Activity 7: Sampling and detection workshops<br>Returned on 8 March 2019 (4 days ago)<br><span style="font-size: 14px">http://localhost:18771/events/6/edit</span></li></ul><p>My work: <a href="http://localhost:18771/">http://localhost:18771/</a></p><hr><p style="font-size: 14px; margin: .25em 0">You get at most one such mail a day, and none when nothing is due.</p><p style="font-size: 14px; margin: .25em 0">Change your reminders: <a href="http://localhost:18771/account/reminders">http://localhost:18771/account/reminders</a></p><p style="font-size: 14px; margin: .25em 0">Stop these mails: <a href="http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjQifQ.HBR6HHCsesJnoUfB0SgIynnxbcG9-7NM7I5bx_snWfQ/end">http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjQifQ.HBR6HHCsesJnoUfB0SgIynnxbcG9-7NM7I5bx_snWfQ/end</a></p><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:43:16.932377400','2019-03-12 04:43:16.932377400',1,NULL,'2019-03-12 04:43:17.010927754',NULL,NULL,'digest.4','http://localhost:18771/reminders/eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJjYXBhY2l0eS10cmFja2VyIiwiYXVkIjoicmVtaW5kZXJzLWVuZCIsInN1YiI6IjQifQ.HBR6HHCsesJnoUfB0SgIynnxbcG9-7NM7I5bx_snWfQ/end',NULL,NULL,'2019-03-12 04:43:17.010022086',NULL);
INSERT INTO "outbox" VALUES(7,'1552365847.fMHc0xpp18YAWY7HIWaz0v_s-39UljW-KyEJsyrVT_4@localhost','invitation','Wei Zhang','wei@example.org','Your invitation to Capacity Tracker','','','2019-03-12 04:44:07.869731359','2019-03-12 04:44:07.869731359',1,NULL,'2019-03-12 04:44:07.877763364',NULL,NULL,NULL,NULL,NULL,NULL,'2019-03-12 04:44:07.870931826',NULL);
INSERT INTO "outbox" VALUES(8,'1552365847.I5Axb-3CBGcmb1OhVZPx3vg-zIkus06mtfa5fUaxiAQ@localhost','password-reset','Amara Okello','amara@example.org','Your new password for Capacity Tracker','','','2019-03-12 04:44:07.873747397','2019-03-12 04:44:07.873747397',1,NULL,'2019-03-12 04:44:07.880179966',NULL,NULL,NULL,NULL,NULL,NULL,'2019-03-12 04:44:07.877763364',NULL);
INSERT INTO "outbox" VALUES(9,'1552365847.nyvB96p7YFnC9VxE0kXutvcC2jQ0ej930djPRWg9YT0@localhost','password-reset','Ines Duarte','ines@example.org','Your new password for Capacity Tracker','','','2019-03-12 04:44:07.875593464','2019-03-12 04:44:07.875593464',1,NULL,'2019-03-12 04:44:07.880179966',NULL,NULL,NULL,NULL,NULL,NULL,'2019-03-12 04:44:07.877763364',NULL);
INSERT INTO "outbox" VALUES(10,'1552365847.S22-Ns5WHtnIoBZ5ziP2B6e2xANSVp4lulVqmg3OgOY@localhost','event-submitted','Ines Duarte','ines@example.org','For your review: Course on sampling, submitted','Dear Ines Duarte,

Tomás Ferri has submitted the record of an event: “Course on sampling, submitted”. It counts as soon as it is verified.

Review the record: 
http://localhost:18771/events/26/review

If something has to change, you can return it there with your reason.

-- 
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>For your review: Course on sampling, submitted</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Dear Ines Duarte,</p><p>Tomás Ferri has submitted the record of an event: “Course on sampling, submitted”. It counts as soon as it is verified.</p><p><a href="http://localhost:18771/events/26/review">Review the record</a></p><p>http://localhost:18771/events/26/review</p><p>If something has to change, you can return it there with your reason.</p><hr><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:44:07.909379436','2019-03-12 04:44:07.909379436',1,NULL,'2019-03-12 04:44:07.921867303',NULL,NULL,'event-26',NULL,NULL,NULL,'2019-03-12 04:44:07.911836744',NULL);
INSERT INTO "outbox" VALUES(11,'1552365847.uDKL_vpwqxpOX4vNpq-8ucNla0hf-p9R6UEjniOcChs@localhost','event-submitted','Ines Duarte','ines@example.org','For your review: Course on sampling, returned','Dear Ines Duarte,

Tomás Ferri has submitted the record of an event: “Course on sampling, returned”. It counts as soon as it is verified.

Review the record: 
http://localhost:18771/events/27/review

If something has to change, you can return it there with your reason.

-- 
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>For your review: Course on sampling, returned</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Dear Ines Duarte,</p><p>Tomás Ferri has submitted the record of an event: “Course on sampling, returned”. It counts as soon as it is verified.</p><p><a href="http://localhost:18771/events/27/review">Review the record</a></p><p>http://localhost:18771/events/27/review</p><p>If something has to change, you can return it there with your reason.</p><hr><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:44:07.919393732','2019-03-12 04:44:07.919393732',1,NULL,'2019-03-12 04:44:07.932658084',NULL,NULL,'event-27',NULL,NULL,NULL,'2019-03-12 04:44:07.921867303',NULL);
INSERT INTO "outbox" VALUES(12,'1552365847.dmSgL8MmWHPguR-4yrYCicbCx9qfo4S-RyO9QJiTG1I@localhost','event-submitted','Ines Duarte','ines@example.org','For your review: Course on sampling, cancelled','Dear Ines Duarte,

Tomás Ferri has submitted the record of an event: “Course on sampling, cancelled”. It counts as soon as it is verified.

Review the record: 
http://localhost:18771/events/28/review

If something has to change, you can return it there with your reason.

-- 
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>For your review: Course on sampling, cancelled</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Dear Ines Duarte,</p><p>Tomás Ferri has submitted the record of an event: “Course on sampling, cancelled”. It counts as soon as it is verified.</p><p><a href="http://localhost:18771/events/28/review">Review the record</a></p><p>http://localhost:18771/events/28/review</p><p>If something has to change, you can return it there with your reason.</p><hr><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:44:07.930208118','2019-03-12 04:44:07.930208118',1,NULL,'2019-03-12 04:44:07.944330838',NULL,NULL,'event-28',NULL,NULL,NULL,'2019-03-12 04:44:07.932658084',NULL);
INSERT INTO "outbox" VALUES(13,'1552365847.VdlhFgwiEgwLUBCk87BGuhAm80rEeUzYn2YBpFfSPvI@localhost','event-returned','Tomás Ferri','tomas@example.org','Please correct: Course on sampling, returned','Dear Tomás Ferri,

Ines Duarte has returned your record “Course on sampling, returned” and says what has to change:

“Which lab?”

Open the form: 
http://localhost:18771/events/27/edit

Everything that you typed is still there. Submit it again when it is right.

-- 
Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety
','<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Please correct: Course on sampling, returned</title></head><body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere"><p>Dear Tomás Ferri,</p><p>Ines Duarte has returned your record “Course on sampling, returned” and says what has to change:</p><p>“Which lab?”</p><p><a href="http://localhost:18771/events/27/edit">Open the form</a></p><p>http://localhost:18771/events/27/edit</p><p>Everything that you typed is still there. Submit it again when it is right.</p><hr><p style="font-size: 14px">Capacity Tracker, the action plan of the Cartagena Protocol on Biosafety</p></body></html>','2019-03-12 04:44:07.950249517','2019-03-12 04:44:07.950249517',1,NULL,'2019-03-12 04:44:07.969888478',NULL,NULL,'event-27',NULL,NULL,NULL,'2019-03-12 04:44:07.964097649',NULL);
CREATE TABLE outcome_evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  result_position INTEGER NOT NULL,
  seen_on DATE NOT NULL,
  words TEXT NOT NULL,
  link TEXT NOT NULL,
  author_id INTEGER NOT NULL REFERENCES people (id),
  created_at TIMESTAMP NOT NULL,
  gone_at TIMESTAMP,
  CONSTRAINT outcome_evidence_order CHECK (gone_at >= created_at)
);
INSERT INTO "outcome_evidence" VALUES(1,'7lCqBjhyRU05Z_9EPgh_-B632rvhKfz94ZojJ7mPAPw',7,0,'2019-02-01','Two laboratories test by themselves.','https://example.org/survey',2,'2019-03-12 04:44:23.230157829',NULL);
CREATE TABLE outputs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  result_position INTEGER,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  languages TEXT NOT NULL,
  due_on DATE,
  responsible_id INTEGER REFERENCES organisations (id),
  created_at TIMESTAMP NOT NULL,
  gone_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT outputs_quantity CHECK (quantity > 0)
);
INSERT INTO "outputs" VALUES(1,'demo-0',1,NULL,'E-learning module on mainstreaming biosafety',1,'["en","es","fr"]','2018-03-31',5,'2017-02-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(2,'demo-1',1,NULL,'Toolkit for national teams',1,'["en"]','2018-09-30',5,'2017-02-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(3,'demo-2',2,NULL,'Reports of the regional trainings',4,'[]','2019-06-30',1,'2017-06-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(4,'demo-3',3,NULL,'National case studies',4,'["en"]','2018-12-31',2,'2017-03-15 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(5,'demo-4',5,NULL,'E-learning module on risk assessment',1,'["ar","en","es","fr","ru","zh"]','2018-10-31',NULL,'2017-09-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(6,'demo-5',7,NULL,'Manual for trainers on sampling',1,'["en","es","fr"]','2018-11-30',4,'2017-02-14 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(7,'demo-6',8,NULL,'List of reference methods',1,'["en"]','2019-05-31',7,'2017-03-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(8,'demo-7',9,NULL,'Guide to radio programmes on biosafety',1,'["en","fr"]','2018-10-31',1,'2017-10-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(9,'demo-8',11,NULL,'Reference material for maize events',6,'[]','2020-06-30',7,'2018-01-15 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(10,'demo-9',12,NULL,'Toolkit on public awareness',1,'["en","es","fr"]','2018-06-30',1,'2017-04-01 09:00:00',NULL,0);
INSERT INTO "outputs" VALUES(11,'demo-10',12,NULL,'Best-practice manual',1,'["en"]','2018-11-30',1,'2017-04-01 09:00:00',NULL,0);
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  organisation_id INTEGER REFERENCES organisations (id),
  lang TEXT NOT NULL,
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  password_hash TEXT,
  invited_at TIMESTAMP NOT NULL,
  joined_at TIMESTAMP,
  deactivated_at TIMESTAMP,
  version INTEGER NOT NULL DEFAULT 0, mail_failed_at TIMESTAMP, mail_failure TEXT,
  CONSTRAINT people_joined_with_password CHECK (joined_at IS NULL OR password_hash IS NOT NULL)
);
INSERT INTO "people" VALUES(1,'Amara Okello','amara@example.org','administrator',9,'en','Africa/Nairobi','$argon2id$v=19$m=19456,t=2,p=1$3a15xtyceVD91ElJrNGEDQ$KN1RWDkC+4DYgj9PBRjxwhXGbOmi7xANBQKvHStZz+I','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(2,'Ines Duarte','ines@example.org','officer',9,'en','America/Toronto','$argon2id$v=19$m=19456,t=2,p=1$RCaJE9zhwnH0TCIJJe9B5A$CkaClOJ6w7lcfhP57B9GD21YUsYrKSu317bZcSwg/94','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(3,'Li Wen','liwen@example.org','officer',9,'zh','Asia/Shanghai','$argon2id$v=19$m=19456,t=2,p=1$RCaJE9zhwnH0TCIJJe9B5A$CkaClOJ6w7lcfhP57B9GD21YUsYrKSu317bZcSwg/94','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(4,'Tomás Ferri','tomas@example.org','partner',4,'en','Europe/Rome','$argon2id$v=19$m=19456,t=2,p=1$RCaJE9zhwnH0TCIJJe9B5A$CkaClOJ6w7lcfhP57B9GD21YUsYrKSu317bZcSwg/94','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(5,'Ruth Ndlovu','ruth@example.org','partner',1,'en','Africa/Nairobi','$argon2id$v=19$m=19456,t=2,p=1$RCaJE9zhwnH0TCIJJe9B5A$CkaClOJ6w7lcfhP57B9GD21YUsYrKSu317bZcSwg/94','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(6,'Astrid Holm','astrid@example.org','donor',66,'en','Europe/Oslo','$argon2id$v=19$m=19456,t=2,p=1$RCaJE9zhwnH0TCIJJe9B5A$CkaClOJ6w7lcfhP57B9GD21YUsYrKSu317bZcSwg/94','2017-01-09 09:00:00','2017-01-09 09:00:00',NULL,2,NULL,NULL);
INSERT INTO "people" VALUES(7,'Wei Zhang','wei@example.org','officer',NULL,'en','UTC',NULL,'2019-03-12 04:44:07.869731359',NULL,NULL,0,NULL,NULL);
CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  summary TEXT NOT NULL,
  start_year INTEGER NOT NULL,
  end_year INTEGER NOT NULL,
  decision_code TEXT NOT NULL,
  origin TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  CONSTRAINT plans_years CHECK (end_year >= start_year)
);
INSERT INTO "plans" VALUES(1,'cp-2017-2020','{"en":"Short-term action plan 2017–2020: capacity-building for the Cartagena Protocol on Biosafety","zh":"2017–2020年短期行动计划：《卡塔赫纳生物安全议定书》能力建设"}','{"en":"Action plan 2017–2020","zh":"2017–2020年行动计划"}','{"en":"Fourteen activities, ten of them priorities, that help Parties put the Cartagena Protocol on Biosafety into practice. They are listed in section D of the annex to decision CP-VIII/3.","zh":"共14项活动，其中10项列为优先，用于帮助缔约方落实《卡塔赫纳生物安全议定书》。清单见第CP-VIII/3号决定附件D节。"}',2017,2020,'CP-VIII/3','{"context":[{"note":{"en":"These are focal areas of the Framework and Action Plan adopted in decision BS-VI/3, not of the Strategic Plan of the Protocol.","zh":"此处的重点领域属于第BS-VI/3号决定通过的框架和行动计划，不是《议定书》战略计划的重点领域。"},"paragraph":"preamble 3","text":{"en":"Expresses appreciation for the progress under three focal areas of the Framework and Action Plan for Capacity-Building: 1 (national biosafety frameworks), 2 (risk assessment and risk management) and 5 (public awareness, education and participation).","zh":"赞赏《能力建设框架和行动计划》三个重点领域取得的进展：1（国家生物安全框架）、2（风险评估与风险管理）和5（公众意识、教育和参与）。"}},{"note":null,"paragraph":"1","text":{"en":"Keeps in place the Framework and Action Plan for Capacity-Building adopted in decision BS-VI/3.","zh":"维持第BS-VI/3号决定通过的能力建设框架和行动计划。"}},{"note":null,"paragraph":"2","text":{"en":"Invites Parties, other Governments and relevant organizations to keep working on better implementation of the Framework and Action Plan.","zh":"邀请缔约方、其他国家政府和有关组织继续努力，更好地落实该框架和行动计划。"}},{"note":null,"paragraph":"3","text":{"en":"Urges Parties, until 2020, to give priority to and, as appropriate, focus on the operational objectives on four subjects: drafting national biosafety legislation; risk assessment; detection and identification of living modified organisms; public awareness, education and participation.","zh":"敦促缔约方在2020年之前优先考虑并酌情侧重四个方面的业务目标：制订国家生物安全立法；风险评估；改性活生物体的检测和鉴别；公众意识、教育和参与。"}},{"note":null,"paragraph":"4","text":{"en":"Invites Parties, other Governments and organizations that are able to do so to give more financial and technical support, so that developing country Parties, in particular the least developed countries and small island developing States among them, and Parties with economies in transition can carry the Framework and Action Plan further.","zh":"邀请有条件的缔约方、其他国家政府和组织增加资金和技术支持，帮助发展中国家缔约方（尤其是其中的最不发达国家、小岛屿发展中国家）以及经济转型国家缔约方进一步落实该框架和行动计划。"}},{"note":null,"paragraph":"5","text":{"en":"Requests the Global Environment Facility to go on funding the same groups of Parties for the same purpose.","zh":"请全球环境基金为同一目的继续向上述各类缔约方供资。"}},{"note":null,"paragraph":"6","text":{"en":"Urges Parties and other Governments to bring biosafety into their national biodiversity strategies and action plans and their wider national development strategies, in pursuit of the 2030 Agenda for Sustainable Development and its Sustainable Development Goals (footnote 2).","zh":"敦促缔约方和其他国家政府在更广泛的国家发展战略与国家生物多样性战略和行动计划中写入生物安全，以落实《2030年可持续发展议程》及可持续发展目标（脚注2）。"}},{"note":{"en":"The Chinese text reads as if the activities were annexed to the Protocol; the annex to this decision is evidently meant. That is our reading.","zh":"中文本字面上说活动载于《议定书》附件，显然应指本决定的附件。这是我们的理解。"},"paragraph":"7","text":{"en":"Requests the Executive Secretary, subject to available funds and together with relevant organizations, to promote and support the priority capacity-building activities listed in the annex, which also stand in the short-term action plan annexed to decision XIII/23 of the Conference of the Parties.","zh":"请执行秘书视资金情况，会同有关组织推动并支持附件所列的优先能力建设活动；短期行动计划（缔约方大会第XIII/23号决定，附件）也载有这些活动。"}}],"decision":{"agenda_item":"6.1","annex":{"en":"Short-term Action Plan (2017-2020) to Enhance and Support Capacity-building for the Implementation of the Convention and its Protocols","zh":"为执行《公约》及其各项议定书而加强和支持能力建设的短期行动计划（2017-2020年）"},"annex_section":{"en":"Section D: capacity-building for the Cartagena Protocol on Biosafety","zh":"D节：有关《卡塔赫纳生物安全议定书》的能力建设"},"body":{"en":"Conference of the Parties to the Convention on Biological Diversity serving as the meeting of the Parties to the Cartagena Protocol on Biosafety","zh":"作为卡塔赫纳生物安全议定书缔约方会议的生物多样性公约缔约方大会"},"code":"CP-VIII/3","full_plan_in":"XIII/23","held_from":"2016-12-04","held_to":"2016-12-17","maintains":"BS-VI/3","meeting":{"en":"Eighth meeting","zh":"第八次会议"},"note":{"en":"The heading of the decision prints its number as VIII/3, without the prefix CP-. The table in its annex cites other decisions of the same meeting as CP-VIII/…, so the tracker writes CP-VIII/3.","zh":"决定标题印作“VIII/3”，没有前缀“CP-”。附件表格引用同一次会议的其他决定时写作“CP-VIII/…”，故本系统写作CP-VIII/3。"},"place":{"en":"Cancun, Mexico","zh":"墨西哥坎昆"},"title":{"en":"Capacity-building","zh":"能力建设"}},"footnotes":[{"number":1,"text":{"en":"Document UNEP/CBD/BS/COP-MOP/8/3: report of the Executive Secretary on where the implementation of the Framework and Action Plan stands.","zh":"文件UNEP/CBD/BS/COP-MOP/8/3：执行秘书就该框架和行动计划落实现状提交的报告。"}},{"number":2,"text":{"en":"General Assembly resolution 70/1 of 25 September 2015, “Transforming our world: the 2030 Agenda for Sustainable Development”.","zh":"联合国大会第70/1号决议（2015年9月25日）：《变革我们的世界：2030年可持续发展议程》。"}},{"number":3,"text":{"en":"Shading and an asterisk mark the priority activities.","zh":"表中以阴影加星号标示优先活动。"}}],"reading_notes":[{"en":"Priority: the document marks priority activities by shading and an asterisk. The text we read keeps only the asterisk: activities 1 to 10 have it, 11 to 14 do not.","zh":"优先标记：文件用阴影和星号标示优先活动。我们所读的文本只保留了星号：活动1至10有星号，11至14没有。"},{"en":"Outputs and outcomes: the table has one joint column and does not say which entry is which. We call a tangible product an output and a change in capacity or behaviour an outcome; the split into 3 outputs and 13 outcomes is our reading.","zh":"产出与成果：表中两者合为一栏，没有逐条区分。我们把有形产品归为产出，把能力或行为的变化归为成果；3项产出、13项成果的划分是我们的理解。"},{"en":"Numbers in the full plan: the text gives only one, “activity 97”, which is activity 1 here. Numbers 98 to 110 for activities 2 to 14 are inferred from the running order.","zh":"完整计划中的编号：文本只出现“活动97”，即此处的活动1。活动2至14对应的98至110是按顺序推算的。"},{"en":"Indicators and partners: the column headings say “possible”. Every partner is therefore recorded as possible, not as confirmed.","zh":"指标和伙伴：栏目标题都带有“可能”一词，因此所有伙伴一律记为“可能”，而非已确认。"},{"en":"Partners to be determined: the table says so for activities 4, 5, 6 and 14.","zh":"伙伴待定：表中活动4、5、6和14注明待定。"},{"en":"Targets and results: the plan has one numeric target (activity 3: at least 20 countries), no baseline and no achieved result.","zh":"具体目标与结果：计划只有一个数字目标（活动3：至少20个国家），没有基线，也没有已取得的结果。"},{"en":"Count or trend: three indicators ask for a trend (activities 1, 2 and 13); the other 22 are counts. Units, the marking of compound indicators and their parts are our reading.","zh":"计数与趋势：有三项指标要求的是趋势（活动1、2和13），其余22项为计数。单位、复合指标的认定及其组成部分是我们的理解。"},{"en":"Topic and modality of each activity are our grouping; the table has no such columns.","zh":"各项活动的主题和方式是我们的归类，表中没有这两栏。"},{"en":"Subjects of the decisions cited: the table gives numbers only. The subjects come from other documents and public pages, or are inferred; each one states its basis.","zh":"所引决定的主题：表中只列编号。主题取自其他文件和公开网页，或为推断，并逐一注明依据。"},{"en":"The plan was read in its Chinese text, in which activities 3 and 8 are split over two pages. Chinese does not mark singular and plural.","zh":"本计划依据中文本读取，其中活动3和8跨两页。中文不区分单复数。"}]}','06344075a4c0bdd0c191e7f8ac2c4092bb09fe483bb8123a97709f3c573305d1');
CREATE TABLE precedents (
  key TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  precision TEXT NOT NULL,
  place TEXT NOT NULL,
  country TEXT REFERENCES countries (iso2),
  organisers TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  sources TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT precedents_days CHECK (last_day >= first_day)
);
INSERT INTO "precedents" VALUES('wto-director-general-2006','meeting','{"en":"Bilateral meeting of the Executive Secretary with the Director-General of WTO, on the applications for observer status in the SPS and TBT committees","zh":"执行秘书与世贸组织总干事双边会晤：申请成为动植物卫生检疫委员会及技术性贸易壁垒委员会观察员的现状"}','2006-05-29','2006-05-29','day','{}',NULL,'[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"World Trade Organization","zh":"世界贸易组织"},"acronym":"WTO"}]','{"en":"The Executive Secretary took part","zh":"执行秘书参加"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["9"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('coordination-meeting-3','meeting','{"en":"Third coordination meeting of organisations that support biosafety capacity-building","zh":"支持生物安全能力建设的组织第三次协调会议"}','2007-02-26','2007-02-28','day','{"en":"Lusaka","zh":"卢萨卡"}','ZM','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"}]','{"en":"Invited organisations, under the coordination mechanism","zh":"在协调机制下邀请各组织出席"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["20"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('unido-memorandum-2007','agreement','{"en":"Memorandum of Understanding with UNIDO on biosafety capacity-building and information sharing","zh":"与工发组织就生物安全能力建设和信息共享达成的谅解备忘录"}','2007-03-01','2007-03-31','month','{}',NULL,'[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"United Nations Industrial Development Organization","zh":"联合国工业发展组织"},"acronym":"UNIDO"}]','{"en":"Signed it","zh":"签署方"}','signed','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["21"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('academic-institutions-2','meeting','{"en":"Second International Meeting of Academic Institutions and Organizations Involved in Biosafety Education and Training","zh":"参与生物安全教育和培训的学术机构和组织第二次国际会议"}','2007-04-16','2007-04-18','day','{"en":"Kuala Lumpur","zh":"吉隆坡"}','MY','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"United Nations Industrial Development Organization","zh":"联合国工业发展组织"},"acronym":"UNIDO"}]','{"en":"Organised it with UNIDO, under their Memorandum of Understanding","zh":"依据谅解备忘录与工发组织共同举办"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["20","21"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('green-customs-shanghai-2007','workshop','{"en":"Green Customs workshop for trainers, with a session on Article 18, paragraph 2, of the Protocol","zh":"绿色海关培训员讲习班，设有关于《议定书》第18条第2款的培训课"}','2007-05-01','2007-05-31','month','{"en":"Shanghai","zh":"上海"}','CN','[{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Moderated the session together with others","zh":"共同主持该培训课"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["7"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('green-customs-mauritius-2007','workshop','{"en":"Green Customs training workshop for small island States of the Indian Ocean","zh":"绿色海关印度洋小岛屿国家培训讲习班"}','2007-08-01','2007-08-31','month','{}','MU','[{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Supplied source materials","zh":"提供原始材料"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["7"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('codex-biotechnology-7','meeting','{"en":"Seventh session of the Codex task force on foods derived from biotechnology","zh":"食品法典委员会生物技术食品特设政府间工作组第七次会议"}','2007-09-24','2007-09-28','day','{"en":"Chiba","zh":"千叶"}','JP','[{"name":{"en":"Codex Alimentarius Commission","zh":"食品法典委员会"},"acronym":null},{"name":{"en":"Codex ad hoc Intergovernmental Task Force on Foods Derived from Biotechnology","zh":"食品法典委员会生物技术食品特设政府间工作组"},"acronym":null}]','{"en":"Made a written submission","zh":"提交书面材料"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["14"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('green-customs-guide-2008','publication','{"en":"Green Customs Guide to Multilateral Environmental Agreements","zh":"《多边环境协定绿色海关指南》"}','2008-01-01','2008-12-31','year','{}',NULL,'[{"name":{"en":"United Nations Environment Programme","zh":"联合国环境规划署"},"acronym":"UNEP"},{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Wrote the module on the Cartagena Protocol","zh":"提交关于《卡塔赫纳议定书》的模块"}','published','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["8"],"footnotes":["3"]},{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["7"],"footnotes":[]}]','{"en":"The footnote gives publisher and year; footnotes are counted in their order. In April 2015 the partners agreed to update the guide.","zh":"脚注载有出版者和年份；脚注编号按其顺序计算。2015年4月，各伙伴商定更新该指南。"}');
INSERT INTO "precedents" VALUES('green-customs-partners-2008','meeting','{"en":"Meeting of the partners of the Green Customs Initiative, on its work in 2007 and its priorities for 2008","zh":"绿色海关倡议伙伴会议：2007年的工作和2008年的重点"}','2008-01-01','2008-01-31','month','{"en":"Paris","zh":"巴黎"}',NULL,'[{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Took part","zh":"参加"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["8"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('ippc-secretariats-2008','meeting','{"en":"Meeting of the secretariats of the Convention and of IPPC, in the margins of SBSTTA 13","zh":"《公约》秘书处与《植保公约》秘书处在科咨机构第十三次会议期间举行的会议"}','2008-02-01','2008-02-29','month','{"en":"Rome","zh":"罗马"}','IT','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"International Plant Protection Convention","zh":"《国际植物保护公约》"},"acronym":"IPPC"}]','{"en":"Took part","zh":"参加"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["16"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('coordination-meeting-4','meeting','{"en":"Fourth coordination meeting of organisations that support biosafety capacity-building","zh":"支持生物安全能力建设的组织第四次协调会议"}','2008-02-11','2008-02-13','day','{"en":"New Delhi","zh":"新德里"}','IN','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"}]','{"en":"Invited organisations, under the coordination mechanism","zh":"在协调机制下邀请各组织出席"}','held','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["20"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('codex-labelling-36','meeting','{"en":"Thirty-sixth session of the Codex Committee on Food Labelling","zh":"食品标签法典委员会第三十六次会议"}','2008-04-28','2008-05-02','day','{"en":"Ottawa","zh":"渥太华"}','CA','[{"name":{"en":"Codex Alimentarius Commission","zh":"食品法典委员会"},"acronym":null},{"name":{"en":"Codex Committee on Food Labelling","zh":"食品标签法典委员会"},"acronym":"CCFL"}]','{"en":"Planned to take part","zh":"计划参加"}','planned','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["15"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('aarhus-cologne-2008','workshop','{"en":"International workshop on good practices in access to information, public participation and access to justice on living modified organisms","zh":"改性活生物体方面获取信息、公众参与和诉诸司法的良好做法国际讲习班"}','2008-05-19','2008-05-20','day','{"en":"Cologne","zh":"科隆"}','DE','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"Aarhus Convention (UNECE Convention on Access to Information, Public Participation in Decision-making and Access to Justice in Environmental Matters)","zh":"《奥胡斯公约》（联合国欧洲经济委员会《在环境问题上获得信息、公众参与决策和诉诸法律的公约》）"},"acronym":null}]','{"en":"Prepared it jointly with the secretariat of the Aarhus Convention","zh":"与《奥胡斯公约》秘书处共同筹办"}','planned','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4, 2008","zh":"作为议定书缔约方会议的缔约方大会第四次会议，2008年"},"paragraphs":["19"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('green-customs-partners-10','meeting','{"en":"Tenth meeting of the partners of the Green Customs Initiative","zh":"绿色海关倡议伙伴第十次会议"}','2014-11-24','2014-11-25','day','{}',NULL,'[{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Contributed","zh":"做出贡献"}','held','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["8"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('green-customs-partners-11','meeting','{"en":"Eleventh meeting of the partners of the Green Customs Initiative, which agreed to update the Green Customs Guide","zh":"绿色海关倡议伙伴第十一次会议，会上商定更新绿色海关指南"}','2015-04-14','2015-04-15','day','{}',NULL,'[{"name":{"en":"Green Customs Initiative","zh":"绿色海关倡议"},"acronym":"GCI"}]','{"en":"Contributed","zh":"做出贡献"}','held','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["8"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('online-forum-2015','online-forum','{"en":"Online forum of the Convention, FAO and OECD on the Biosafety Clearing-House","zh":"《公约》、粮农组织和经合组织在生物安全信息交换所举办的在线论坛"}','2015-01-01','2015-12-31','year','{}',NULL,'[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"Food and Agriculture Organization of the United Nations","zh":"联合国粮食及农业组织"},"acronym":"FAO"},{"name":{"en":"Organisation for Economic Co-operation and Development","zh":"经济合作与发展组织"},"acronym":"OECD"}]','{"en":"Organised it jointly with FAO and OECD","zh":"与粮农组织和经合组织共同举办"}','held','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["13"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('webinar-outreach-2015','webinar','{"en":"Webinar on good practices for effective national outreach mechanisms","zh":"有效国家宣传机制良好做法网络研讨会"}','2015-01-01','2015-12-31','year','{}',NULL,'[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"Food and Agriculture Organization of the United Nations","zh":"联合国粮食及农业组织"},"acronym":"FAO"},{"name":{"en":"Organisation for Economic Co-operation and Development","zh":"经济合作与发展组织"},"acronym":"OECD"}]','{"en":"Organised it jointly with FAO and OECD","zh":"与粮农组织和经合组织共同举办"}','held','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["13"],"footnotes":[]}]','{"en":"“Outreach” is our reading of the Chinese text.","zh":"英文标题中的“outreach”（宣传）系我们根据中文本译出。"}');
INSERT INTO "precedents" VALUES('webinar-data-2016','webinar','{"en":"Training webinar on using the data of the databases well","zh":"有效利用数据库数据培训网络研讨会"}','2016-01-01','2016-12-31','year','{}',NULL,'[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"Food and Agriculture Organization of the United Nations","zh":"联合国粮食及农业组织"},"acronym":"FAO"},{"name":{"en":"Organisation for Economic Co-operation and Development","zh":"经济合作与发展组织"},"acronym":"OECD"}]','{"en":"Organised it jointly with FAO and OECD","zh":"与粮农组织和经合组织共同举办"}','held','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["13"],"footnotes":[]}]','{}');
INSERT INTO "precedents" VALUES('bch-workshop-2016','workshop','{"en":"Training workshop on the Biosafety Clearing-House, during COP-MOP 8","zh":"缔约方会议第八次会议期间的生物安全信息交换所培训讲习班"}','2016-12-11','2016-12-11','day','{"en":"Cancun","zh":"坎昆"}','MX','[{"name":{"en":"Secretariat of the Convention on Biological Diversity","zh":"《生物多样性公约》秘书处"},"acronym":"SCBD"},{"name":{"en":"UNEP/GEF project for effective participation in the Biosafety Clearing-House","zh":"环境署/环境基金有效参与生物安全信息交换所能力建设项目"},"acronym":null}]','{"en":"Organiser","zh":"举办方"}','planned','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8, December 2016","zh":"作为议定书缔约方会议的缔约方大会第八次会议，2016年12月"},"paragraphs":["16"],"footnotes":[]}]','{"en":"The place is that of the meeting during which it was to be held.","zh":"地点为所在会议的举行地点。"}');
CREATE TABLE programme_items (
  position INTEGER NOT NULL PRIMARY KEY,
  meeting INTEGER,
  label TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  task TEXT NOT NULL,
  articles TEXT NOT NULL,
  decisions TEXT NOT NULL,
  cited TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT programme_items_meeting CHECK (meeting > 0)
);
INSERT INTO "programme_items" VALUES(0,NULL,'a','1(a)','{"en":"Financial mechanism and resources","zh":"财务机制和资源"}','{}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(1,NULL,'b','1(b)','{"en":"Executive Secretary''s report on the administration of the Protocol","zh":"执行秘书关于《议定书》行政事务的报告"}','{}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(2,NULL,'c','1(c)','{"en":"Programme of work and budget for the Secretariat''s distinct costs for the Protocol","zh":"秘书处专属《议定书》的费用的工作方案和预算"}','{}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(3,NULL,'d','1(d)','{"en":"Reports and recommendations of the Compliance Committee","zh":"遵守委员会的报告和建议"}','{}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(4,NULL,'e','1(e)','{"en":"Cooperation with other organizations","zh":"与其他组织的合作"}','{}','[]','[]','[["3.2","3.2"]]','{}');
INSERT INTO "programme_items" VALUES(5,6,'a','2.1(a)','{"en":"Monitoring and reporting","zh":"监测和报告"}','{"en":"Consider the second national reports to evaluate fulfilment of obligations.","zh":"审议第二次国家报告，评价义务的履行情况。"}','["33"]','[["BS-I/9","5"]]','[]','{}');
INSERT INTO "programme_items" VALUES(6,6,'b','2.1(b)','{"en":"Assessment and review","zh":"评估和审查"}','{"en":"Consider the report of the second assessment and review of the Protocol''s effectiveness, including procedures and annexes.","zh":"审议对《议定书》效力（含程序和附件）的第二次评估和审查报告。"}','["35"]','[]','[["4.2","4.2"]]','{}');
INSERT INTO "programme_items" VALUES(7,6,'c','2.1(c)','{"en":"Capacity-building / roster of experts","zh":"能力建设和专家名册"}','{"en":"Consider the independent expert evaluation of capacity-building initiatives; evaluate the roster of biosafety experts and the coordination mechanism.","zh":"审议独立专家对能力建设举措的评价；评价生物安全专家名册和协调机制。"}','[]','[["BS-III/3","6, 13, 15, 17"],["BS-IV/4","10"]]','[["2.1","1.1"]]','{"en":"By its place, old 2.1 became 1.1; by its subject (coordination mechanism, roster), 1.2 is closest.","zh":"按位置，旧的2.1成为1.1；按内容（协调机制和名册），最接近的是1.2。"}');
INSERT INTO "programme_items" VALUES(8,6,'d','2.1(d)','{"en":"Handling, transport, packaging and identification","zh":"处理、运输、包装和标识"}','{"en":"Review and assess implementation of LMO identification and documentation requirements.","zh":"审查并评估改性活生物体标识和单据要求的落实情况。"}','["18.2(b)","18.2(c)"]','[["BS-IV/8","2"],["BS-III/10","7"]]','[["1.4","1.6"]]','{}');
INSERT INTO "programme_items" VALUES(9,6,'e','2.1(e)','{"en":"Socio-economic considerations","zh":"社会经济因素"}','{"en":"Consider socio-economic considerations that may be taken into account in LMO import decisions.","zh":"审议作出改性活生物体进口决定时可以顾及的社会经济因素。"}','[]','[["BS-IV/16","5"]]','[["1.6","1.8"]]','{}');
INSERT INTO "programme_items" VALUES(10,6,'f','2.1(f)','{"en":"Scientific and technical advice mechanism (subsidiary body)","zh":"科学和技术咨询机制（附属机构）"}','{"en":"Consider the need for an open-ended subsidiary body on scientific and technical advice under the Protocol.","zh":"审议《议定书》之下是否需要一个不限名额的科学技术咨询附属机构。"}','[]','[["BS-IV/13","2"]]','[["1.3","1.5"]]','{}');
INSERT INTO "programme_items" VALUES(11,6,'g','2.1(g)','{"en":"Public awareness, education and participation","zh":"公众意识、教育和参与"}','{"en":"Review implementation of the outreach strategy.","zh":"审查外联战略的执行情况。"}','[]','[["BS-IV/17","8"]]','[["2.6","2.4"],["3.3","3.3"]]','{}');
INSERT INTO "programme_items" VALUES(12,6,'h','2.1(h)','{"en":"Notification requirements","zh":"通知要求"}','{"en":"Review national implementation of LMO notification requirements.","zh":"审查各国如何落实改性活生物体的通知要求。"}','["8"]','[["BS-IV/18","2"]]','[]','{}');
INSERT INTO "programme_items" VALUES(13,6,'i','2.1(i)','{"en":"Risk assessment and risk management","zh":"风险评估和风险管理"}','{"en":"Review training in, and development and support of, scientific tools on common approaches, with special reference to risk management strategies.","zh":"审查共同做法方面的培训，以及科学工具的开发和支持，特别注意风险管理战略。"}','[]','[]','[["1.1","1.3"]]','{}');
INSERT INTO "programme_items" VALUES(14,6,'j','2.1(j)','{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Consider the status of signature, ratification or accession of the Supplementary Protocol on Liability and Redress.","zh":"审议赔偿责任和补救补充议定书的签署、批准和加入情况。"}','[]','[]','[["1.5","1.7"],["2.5","2.3"]]','{"en":"The document calls the Supplementary Protocol a protocol on liability and redress to the Biosafety Protocol.","zh":"文件把补充议定书称为《生物安全议定书》的赔偿责任和补救议定书。"}');
INSERT INTO "programme_items" VALUES(15,7,'a','2.2(a)','{"en":"Risk assessment and risk management; identification of LMOs or traits that may have adverse effects","zh":"风险评估和风险管理；识别可能产生不利影响的改性活生物体或特性"}','{"en":"Consider cooperation modalities and guidance for identifying LMOs or specific traits that may have adverse effects.","zh":"审议如何合作、以什么指南来识别可能有不利影响的改性活生物体或具体特性。"}','["16(5)"]','[]','[["1.1","1.3"],["2.3","2.1"],["1.2","1.4"]]','{}');
INSERT INTO "programme_items" VALUES(16,7,'b','2.2(b)','{"en":"Handling, transport, packaging and identification","zh":"处理、运输、包装和标识"}','{"en":"Review capacity-building for handling, transport, packaging and identification requirements.","zh":"审查针对处理、运输、包装和标识要求的能力建设。"}','["18.2(a)"]','[]','[["1.4","1.6"],["2.4","2.2"]]','{}');
INSERT INTO "programme_items" VALUES(17,7,'c','2.2(c)','{"en":"Contained use of LMOs","zh":"改性活生物体的封闭使用"}','{"en":"Consider development of tools and guidance on contained use.","zh":"审议封闭使用工具和指南的开发。"}','["6(2)"]','[]','[["1.7","1.9"]]','{}');
INSERT INTO "programme_items" VALUES(18,7,'d','2.2(d)','{"en":"Unintentional transboundary movements and emergency measures","zh":"无意越境转移和应急措施"}','{"en":"Consider development of tools and guidance for responding to unintentional transboundary movements and emergencies.","zh":"审议为应对无意越境转移和紧急情况开发工具和指南的情况。"}','["17"]','[]','[["1.7","1.9"]]','{}');
INSERT INTO "programme_items" VALUES(19,7,'e','2.2(e)','{"en":"Capacity-building","zh":"能力建设"}','{"en":"Review capacity-building aspects of national biosafety frameworks, including decision-making procedures and public awareness and participation.","zh":"审查国家生物安全框架的能力建设，包括决策程序以及公众意识和参与。"}','[]','[]','[["2.1","1.1"],["2.2","1.2"],["2.8","2.6"]]','{"en":"Annex I has no 2.8: focal area 2 ends at 2.6.","zh":"附件一没有2.8：重点领域2到2.6为止。"}');
INSERT INTO "programme_items" VALUES(20,7,'f','2.2(f)','{"en":"Information sharing and the Biosafety Clearing-House","zh":"信息共享和生物安全信息交换所"}','{"en":"Review the overall operation of the BCH, including user access and retrieval.","zh":"审查生物安全信息交换所的总体运行，包括用户的使用和检索。"}','[]','[]','[["2.7","2.5"],["5.1","5.1"]]','{"en":"Annex I has no 2.7: focal area 2 ends at 2.6.","zh":"附件一没有2.7：重点领域2到2.6为止。"}');
INSERT INTO "programme_items" VALUES(21,7,'g','2.2(g)','{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Consider implementation of the Supplementary Protocol.","zh":"审议补充议定书的落实情况。"}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(22,8,'a','2.3(a)','{"en":"Rights and obligations of transit States","zh":"过境国的权利和义务"}','{"en":"Review implementation of provisions or decisions on transit of LMOs.","zh":"审查关于改性活生物体过境的规定或决定如何落实。"}','["6(1)"]','[]','[["1.7","1.9"]]','{}');
INSERT INTO "programme_items" VALUES(23,8,'c','2.3(c)','{"en":"Assessment and review","zh":"评估和审查"}','{"en":"Assess the Protocol''s effectiveness, in conjunction with the mid-term review of the Strategic Plan.","zh":"结合战略计划中期审查，评估《议定书》的效力。"}','["35"]','[]','[["4.2","4.2"]]','{"en":"The list goes from (a) to (c): there is no (b).","zh":"清单从(a)跳到(c)，没有(b)。"}');
INSERT INTO "programme_items" VALUES(24,8,'d','2.3(d)','{"en":"Monitoring and reporting","zh":"监测和报告"}','{"en":"Review the monitoring and reporting process as a main element of assessment and review.","zh":"审查监测和报告程序，这是评估和审查的一个主要部分。"}','["33"]','[["BS-I/9","5"]]','[]','{}');
INSERT INTO "programme_items" VALUES(25,8,'e','2.3(e)','{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Review whether guidance or help is needed for developing and applying the Supplementary Protocol and/or national rules.","zh":"审查制定和适用补充议定书和国家规则是否需要指导或帮助。"}','[]','[]','[["2.5","2.3"]]','{}');
INSERT INTO "programme_items" VALUES(26,9,'a','2.4(a)','{"en":"Compliance","zh":"遵守"}','{"en":"Review the compliance mechanism and the progress and effectiveness of the Compliance Committee''s supportive role.","zh":"审查遵守机制，以及遵守委员会支持作用的进展和成效。"}','[]','[]','[["4.1","4.1"]]','{}');
INSERT INTO "programme_items" VALUES(27,9,'b','2.4(b)','{"en":"Liability and redress","zh":"赔偿责任和补救"}','{"en":"Review implementation of the Supplementary Protocol.","zh":"审查补充议定书的落实情况。"}','[]','[]','[["2.5","2.3"]]','{}');
INSERT INTO "programme_items" VALUES(28,10,'a','2.5(a)','{"en":"Review of the multi-year programme of work (meetings 6-10)","zh":"多年期工作方案（第六次至第十次会议）的审查"}','{"en":"Review and update the programme of work, together with the Strategic Plan review where necessary.","zh":"审查并更新工作方案，需要时与战略计划的审查一并进行。"}','[]','[]','[]','{}');
INSERT INTO "programme_items" VALUES(29,10,'b','2.5(b)','{"en":"Review of the Strategic Plan for the Protocol","zh":"审查《议定书》战略计划"}','{"en":"In-depth review of the achievement of strategic objectives, in particular progress or obstacles in: (i) risk assessment and risk management; (ii) capacity-building; (iii) information sharing and the BCH; (v) public awareness, education and participation; (vi) monitoring, reporting and compliance; (vii) assessment and review.","zh":"深入审查战略目标的实现程度，尤其是以下方面的进展或障碍：（一）风险评估和风险管理；（二）能力建设；（三）信息共享和生物安全信息交换所；（五）公众意识、教育和参与；（六）监测、报告和遵守；（七）评估和审查。"}','[]','[]','[]','{"en":"The list goes from (iii) to (v): there is no (iv), and there are six parts.","zh":"清单从（三）跳到（五），没有（四），共六项。"}');
CREATE TABLE progress_updates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  confirms_id INTEGER REFERENCES progress_updates (id),
  status TEXT NOT NULL,
  reason TEXT,
  headline TEXT NOT NULL,
  done TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  risks TEXT NOT NULL,
  lang TEXT NOT NULL,
  published_at TIMESTAMP NOT NULL
);
INSERT INTO "progress_updates" VALUES(1,1,2,'report',NULL,'on-track','Work has begun on time.','Outline of the e-learning module agreed','The outline of the module and the toolkit was agreed with the university after two online meetings.','First draft in English by September.','','en','2017-04-20 09:00:00');
INSERT INTO "progress_updates" VALUES(2,1,2,'report',NULL,'on-track',NULL,'First English draft is with the reviewers','Twelve reviewers from all regions received the draft.

The toolkit follows the same chapters.','Revision, then translation.','','en','2017-10-05 09:00:00');
INSERT INTO "progress_updates" VALUES(3,1,2,'report',NULL,'at-risk','One of three languages is late.','Translation into French takes longer','English is final. Spanish is with the printer.','French proofs in July.','The French translator was replaced; two months were lost.','en','2018-05-14 09:00:00');
INSERT INTO "progress_updates" VALUES(4,1,2,'report',NULL,'completed','All outputs of this activity are delivered.','Module and toolkit are out in three languages','English, French and Spanish can be downloaded.','','','en','2018-11-06 09:00:00');
INSERT INTO "progress_updates" VALUES(5,2,2,'report',NULL,'on-track','Preparation goes as planned.','Dates of the first two trainings fixed','Hosts for the first two subregions were found.','First training in spring.','','en','2017-09-01 09:00:00');
INSERT INTO "progress_updates" VALUES(6,2,2,'report',NULL,'at-risk','One of three trainings has moved.','Second training moved to next year','The first training was held with people from nine countries.','Find a new host for the second.','Depends on the French toolkit of activity 1.','en','2018-06-20 09:00:00');
INSERT INTO "progress_updates" VALUES(7,2,2,'report',NULL,'delayed','The third training cannot be held within the planned time.','One training is still to be held','Two of three trainings were held.','Last training in May 2019.','The planned time is over at the end of this month.','en','2018-12-17 09:00:00');
INSERT INTO "progress_updates" VALUES(8,3,3,'report',NULL,'on-track','试点国家已按计划选定。','选定首批六个试点国家','与各国联络人举行了三次网上会议。','编写工作计划。','','zh','2017-11-30 09:00:00');
INSERT INTO "progress_updates" VALUES(9,3,3,'report',NULL,'on-track',NULL,'Six countries report first measures','Six countries wrote down what they do together for the Protocol and the Convention.','Invite a second group of countries.','','en','2018-08-08 09:00:00');
INSERT INTO "progress_updates" VALUES(10,3,3,'confirmation',9,'on-track',NULL,'','','','','en','2018-12-21 09:00:00');
INSERT INTO "progress_updates" VALUES(11,4,2,'report',NULL,'on-track','The first course was held as planned.','First regional course held','Twenty-four people from eleven countries took the course.','Second course in autumn.','','en','2018-03-01 09:00:00');
INSERT INTO "progress_updates" VALUES(12,4,2,'report',NULL,'at-risk','The next course has no host.','No host yet for the next course','The course reader is being revised.','Decide on a host by the end of March.','Without a host by April the course moves to 2020.','en','2019-02-22 09:00:00');
INSERT INTO "progress_updates" VALUES(13,5,3,'report',NULL,'on-track','The first of the modules is in test.','Module on sampling tested in two classes','Two universities tested the first module.','Voice-over and subtitles.','','en','2018-04-12 09:00:00');
INSERT INTO "progress_updates" VALUES(14,5,3,'report',NULL,'on-track',NULL,'Two modules are online','Both can be used without registration.','Third module in summer.','','en','2019-01-15 09:00:00');
INSERT INTO "progress_updates" VALUES(15,6,3,'report',NULL,'on-track','Drafting is on time.','Course material drafted','The part on accompanying documents is written.','Test it with customs officers.','','en','2018-06-01 09:00:00');
INSERT INTO "progress_updates" VALUES(16,6,3,'report',NULL,'at-risk','Two hosts withdrew.','Subregional course postponed','Two hosts withdrew.','Ask two more countries.','If none agrees by June, there is no course this year.','en','2019-03-01 09:00:00');
INSERT INTO "progress_updates" VALUES(17,7,2,'report',NULL,'on-track','The first workshop was held as planned.','First workshop held','Thirty people practised sampling and detection for three days.','Next workshop in Africa.','','en','2017-07-03 09:00:00');
INSERT INTO "progress_updates" VALUES(18,7,2,'report',NULL,'at-risk','One output is late.','Protocol for grain shipments is late','Two workshops were held since the last update.','Send the protocol to the printer.','The protocol waits for one laboratory.','en','2018-06-18 09:00:00');
INSERT INTO "progress_updates" VALUES(19,7,2,'report',NULL,'on-track','Two workshops are planned for early 2019; the protocol is with the printer.','Two workshops planned for early 2019','The protocol is with the printer; two hosts are confirmed.','Workshops in January and February.','','en','2018-12-18 09:00:00');
INSERT INTO "progress_updates" VALUES(20,8,3,'report',NULL,'on-track','Discussions go as planned.','Three online discussions held','Laboratories compared methods for unauthorized organisms.','Compile the tools that were named.','','en','2018-02-20 09:00:00');
INSERT INTO "progress_updates" VALUES(21,8,3,'report',NULL,'on-track',NULL,'List of tools is ready for comments','Forty tools are described on one page each.','Publish after comments.','','en','2019-02-18 09:00:00');
INSERT INTO "progress_updates" VALUES(22,9,2,'report',NULL,'on-track','Preparation goes as planned.','Concept of the workshops agreed','Partners agreed on a programme of two days.','Find hosts.','','en','2018-05-25 09:00:00');
INSERT INTO "progress_updates" VALUES(23,9,2,'report',NULL,'delayed','No workshop was held by the date planned.','No workshop held yet','Two hosts were asked, none has answered.','Ask two more.','Money is bound to workshops before July 2019.','en','2018-11-30 09:00:00');
INSERT INTO "progress_updates" VALUES(24,10,3,'report',NULL,'on-track','The first course was held.','First course held','Parties from eight countries took part.','Second course in the next year.','','en','2018-07-10 09:00:00');
INSERT INTO "progress_updates" VALUES(25,10,3,'report',NULL,'on-track',NULL,'Second course announced','Thirty-one applications came in.','Course in April.','','en','2019-01-28 09:00:00');
INSERT INTO "progress_updates" VALUES(26,11,3,'report',NULL,'not-started','The list of tools has to be ready first.','Waiting for the tools of activity 8','Nothing was done yet: the materials build on the list of tools.','Begin when the list is published.','','en','2019-01-08 09:00:00');
INSERT INTO "progress_updates" VALUES(27,12,2,'report',NULL,'on-track','Writing is on time.','Manual half written','Four of eight chapters exist.','The other four.','','en','2017-12-12 09:00:00');
INSERT INTO "progress_updates" VALUES(28,12,2,'report',NULL,'completed','Everything planned is done.','Toolkit and manual are published','Both are published and can be downloaded.','','','en','2018-12-18 09:00:00');
INSERT INTO "progress_updates" VALUES(29,13,3,'report',NULL,'on-track','The network grows steadily.','Forum has its hundredth member','Two topics were discussed every month.','A session on radio programmes.','','en','2018-04-03 09:00:00');
INSERT INTO "progress_updates" VALUES(30,13,3,'confirmation',29,'on-track',NULL,'','','','','en','2018-09-28 09:00:00');
INSERT INTO "progress_updates" VALUES(31,13,3,'confirmation',29,'on-track',NULL,'','','','','en','2018-12-20 09:00:00');
INSERT INTO "progress_updates" VALUES(32,14,2,'report',NULL,'on-track','Preparation goes as planned.','First workshop on liability and redress prepared','Programme and speakers are fixed.','Workshop in spring.','','en','2018-10-01 09:00:00');
INSERT INTO "progress_updates" VALUES(33,14,2,'report',NULL,'on-track',NULL,'Invitations are out','All Parties of one region are invited.','Workshop in May.','','en','2019-02-05 09:00:00');
CREATE TABLE relationships (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT UNIQUE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  counterpart_id INTEGER NOT NULL REFERENCES organisations (id),
  kind TEXT NOT NULL,
  protocol TEXT NOT NULL,
  state TEXT NOT NULL,
  started TEXT,
  ended TEXT,
  description TEXT NOT NULL,
  sources TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT relationships_two CHECK (organisation_id <> counterpart_id)
);
INSERT INTO "relationships" VALUES(1,'rel01',9,10,'initiative','cartagena','in-force','2006',NULL,'{"en":"Partner in the Initiative since 2006 and still in 2016, when this was tied to objectives 2.3 and 5.2 of the adopted Strategic Plan","zh":"自2006年起为该倡议伙伴，2016年仍是；2016年与已通过的战略计划目标2.3和5.2相联系"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["4","7"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["6"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(2,'rel02',1,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(3,'rel03',12,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(4,'rel04',13,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(5,'rel05',14,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(6,'rel06',15,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(7,'rel07',16,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(8,'rel08',17,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(9,'rel09',18,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(10,'rel10',19,10,'initiative','cartagena','in-force',NULL,NULL,'{"en":"Named among the partners of the Initiative","zh":"列为该倡议的伙伴"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(11,'rel11',11,10,'coordination','cartagena','in-force',NULL,NULL,'{"en":"Coordinates the Initiative, as of 2008","zh":"协调该倡议（2008年情况）"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(12,'rel12',9,20,'observer-held','cartagena','in-force',NULL,NULL,'{"en":"Observer at the regular sessions, in 2008 and in 2016","zh":"常会观察员（2008年和2016年）"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["10"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["10"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(13,'rel13',9,21,'invited','cartagena','in-force',NULL,NULL,'{"en":"Invited regularly to formal meetings of the special session, without being an observer there","zh":"经常应邀出席特别会议的正式会议，但没有观察员地位"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["10"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["10"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(14,'rel14',9,22,'observer-sought','cartagena','pending',NULL,NULL,'{"en":"Applied to be an observer; undecided in 2006–2008, and still to be obtained in 2016 (decision BS-VII/6)","zh":"申请观察员地位；2006至2008年未决，2016年仍待取得（第BS-VII/6号决定）"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["9"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["1","3"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(15,'rel15',9,23,'observer-sought','cartagena','pending',NULL,NULL,'{"en":"Applied to be an observer; undecided in 2006–2008, and still to be obtained in 2016 (decision BS-VII/6)","zh":"申请观察员地位；2006至2008年未决，2016年仍待取得（第BS-VII/6号决定）"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["9"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["1","3"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(16,'rel16',9,24,'mou','cartagena','in-force','2007-03',NULL,'{"en":"Memorandum on capacity-building in biosafety and the exchange of information, with seven areas of cooperation","zh":"关于生物安全能力建设和信息交流的备忘录，列有七个合作领域"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["21"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(17,'rel17',9,37,'mou','nagoya','in-force',NULL,NULL,'{"en":"Memorandum and joint initiative so that the Treaty, the Convention and the Nagoya Protocol are carried out in harmony; the note gives no date","zh":"备忘录和联合倡议，使条约、公约和名古屋议定书协调执行；说明未载日期"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["5"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(18,'rel18',9,38,'joint-programme','nagoya','in-force','2011','2020','{"en":"Joint plan of work; access and benefit-sharing is one of the agreed areas","zh":"联合工作计划；获取和惠益分享是商定领域之一"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["12"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(19,'rel19',9,39,'observer-held','nagoya','in-force',NULL,NULL,'{"en":"Takes part in the meetings of the team as an observer","zh":"以观察员身份参加专家组会议"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["13"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(20,'rel20',9,40,'steering-committee','nagoya','in-force',NULL,NULL,'{"en":"Member of the steering committee; takes part in the assembly","zh":"指导委员会成员；参加大会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["30"],"footnotes":[]}]','','{"en":"Paragraph 30 dates COP 8 to March 2016; COP 8 met in March 2006, so this seems to be a misprint.","zh":"第30段把第八届缔约方大会写作2016年3月；该会于2006年3月举行，看来是误印。"}',0);
INSERT INTO "relationships" VALUES(21,'rel21',9,41,'steering-committee','nagoya','in-force',NULL,NULL,'{"en":"On the steering committee of a Darwin Initiative project that Bioversity leads in Benin and Madagascar","zh":"参加由该中心牵头的达尔文倡议项目（贝宁、马达加斯加）指导委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["34"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(22,'rel22',9,42,'steering-committee','nagoya','in-force',NULL,NULL,'{"en":"On the steering committee of a Darwin Initiative project with Ethiopia that BGCI leads","zh":"参加由该联盟牵头、与埃塞俄比亚合作的达尔文倡议项目指导委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["45"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(23,'rel23',9,43,'steering-committee','nagoya','in-force','2016',NULL,'{"en":"Project on the Nagoya Protocol in the Caribbean: first workshop and steering committee","zh":"加勒比名古屋议定书项目：启动讲习班和指导委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["42"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(24,'rel24',9,44,'observer-held','nagoya','in-force',NULL,NULL,'{"en":"Observer in the panel of policy and legal experts (work package 6)","zh":"政策和法律专家咨询小组（第6工作包）观察员"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["50"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(25,'rel25',9,3,'data-sharing','cartagena','agreed',NULL,NULL,'{"en":"Formats of decisions and risk assessments to be changed so that records pass from the Clearing-House to the GM Foods Platform; country profiles linked to each other","zh":"修改决定和风险评估格式，使信息交换所记录转入转基因食品平台；国家概况相互链接"}','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["13","14"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(26,'rel26',9,25,'data-sharing','cartagena','agreed',NULL,NULL,'{"en":"In 2008 it was proposed that decisions on LMOs come from the OECD by themselves; in 2016, that records of the Clearing-House go on to BioTrack","zh":"2008年提议由经合组织自动传送改性活生物体决定；2016年提议将信息交换所记录转送BioTrack"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["11"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["13","14"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(27,'rel27',9,26,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Cooperation with the working group went on","zh":"与工作组继续合作"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["11"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(28,'rel28',9,27,'data-sharing','cartagena','in-force',NULL,NULL,'{"en":"Records of LMOs in the Clearing-House refer to its methods of detection","zh":"信息交换所的改性活生物体记录引用其检测方法"}','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["15"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(29,'rel29',9,28,'data-sharing','cartagena','in-force',NULL,NULL,'{"en":"Records of LMOs refer to its methods of detection; the two systems do not work together fully yet","zh":"改性活生物体记录引用其检测方法；两个系统尚未完全互通"}','[{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["15"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(30,'rel30',9,29,'data-sharing','cartagena','in-force',NULL,NULL,'{"en":"Its bibliography can be searched in the Clearing-House","zh":"可在信息交换所检索其文献库"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["12"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(31,'rel31',9,30,'project','cartagena','in-force',NULL,NULL,'{"en":"Technical support, and help in training national focal points and regional advisers","zh":"提供技术支持，协助培训国家联络点和区域顾问"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["13"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["16"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(32,'rel32',9,8,'project','cartagena','in-force',NULL,NULL,'{"en":"Joint activities, asked for by decisions BS-II/6 and BS-VII/7","zh":"根据第BS-II/6号和第BS-VII/7号决定开展联合活动"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["17","18","19"],"footnotes":[]},{"symbol":"UNEP/CBD/BS/COP-MOP/8/6","title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 8 of the Cartagena Protocol, December 2016","zh":"卡塔赫纳议定书缔约方会议第八次会议，2016年12月"},"paragraphs":["20"],"footnotes":[]}]','','{"en":"The note of 2016 cites BS-VII/7 here (paragraph 20) and BS-VII/6 for cooperation in general (paragraph 2).","zh":"2016年的说明在此引用第BS-VII/7号决定（第20段），而一般合作引用第BS-VII/6号决定（第2段）。"}',0);
INSERT INTO "relationships" VALUES(33,'rel33',9,31,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contributed to the task force on biotechnology; meant to attend the committee on labelling","zh":"为生物技术工作组提供意见；计划出席标签委员会"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["14","15"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(34,'rel34',9,32,'liaison','cartagena','in-force','2008-02','2008-02','{"en":"The two secretariats agreed not to do work twice and to use each other''s knowledge","zh":"两个秘书处商定避免重复，利用彼此专长"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["16"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(35,'rel35',9,33,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contact on standards under Article 18.3 (decision BS-II/6); the note says that very little came of it","zh":"就第18条第3款的标准进行接触（第BS-II/6号决定）；说明称合作甚少"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["22"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(36,'rel36',9,34,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contact on standards under Article 18.3 (decision BS-II/6); the note says that very little came of it","zh":"就第18条第3款的标准进行接触（第BS-II/6号决定）；说明称合作甚少"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["22"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(37,'rel37',9,35,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contact on standards under Article 18.3 (decision BS-II/6); the note says that very little came of it","zh":"就第18条第3款的标准进行接触（第BS-II/6号决定）；说明称合作甚少"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["22"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(38,'rel38',9,18,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contact on standards under Article 18.3 (decision BS-II/6); the note says that very little came of it","zh":"就第18条第3款的标准进行接触（第BS-II/6号决定）；说明称合作甚少"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["22"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(39,'rel39',9,36,'liaison','cartagena','in-force',NULL,NULL,'{"en":"Contact on standards under Article 18.3 (decision BS-II/6); the note says that very little came of it","zh":"就第18条第3款的标准进行接触（第BS-II/6号决定）；说明称合作甚少"}','[{"symbol":null,"title":{"en":"Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary","zh":"与其他组织、公约和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 4 of the Cartagena Protocol, 2008","zh":"卡塔赫纳议定书缔约方会议第四次会议，2008年"},"paragraphs":["22"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(40,'rel40',9,45,'information','nagoya','in-force',NULL,NULL,'{"en":"Regular exchange on the Nagoya Protocol and on access and benefit-sharing","zh":"就名古屋议定书和获取与惠益分享定期交流"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["17"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(41,'rel41',9,46,'information','nagoya','in-force',NULL,NULL,'{"en":"Exchange on the review of the PIP Framework and on a study of the Protocol and the sharing of pathogens","zh":"就大流行性流感防范框架审查及议定书与病原体分享研究交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["19"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(42,'rel42',9,47,'information','nagoya','in-force',NULL,NULL,'{"en":"Follows and attends the intergovernmental committee on genetic resources","zh":"跟踪并出席遗传资源政府间委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["21"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(43,'rel43',9,48,'project','nagoya','in-force',NULL,NULL,'{"en":"Commented on two publications and reviewed them","zh":"对两份出版物提出意见并审阅"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["25"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(44,'rel44',9,1,'project','nagoya','in-force',NULL,NULL,'{"en":"Projects for the ratification and implementation of the Protocol","zh":"批准和执行议定书的项目"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["27"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(45,'rel45',9,2,'information','nagoya','in-force',NULL,NULL,'{"en":"Regular exchange on projects for the Protocol","zh":"就议定书项目定期交流"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["28"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(46,'rel46',9,49,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(47,'rel47',9,50,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(48,'rel48',9,51,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(49,'rel49',9,52,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(50,'rel50',9,53,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(51,'rel51',9,54,'liaison','nagoya','in-force',NULL,NULL,'{"en":"Joint activities and exchange on ratification and implementation of the Protocol","zh":"就议定书的批准和执行开展联合活动并交流信息"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["29"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(52,'rel52',9,55,'project','nagoya','in-force',NULL,NULL,'{"en":"Course on legal frameworks for the Protocol, paid for by the Japan Biodiversity Fund","zh":"议定书法律框架课程，由日本生物多样性基金资助"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["36"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(53,'rel53',9,56,'project','nagoya','in-force',NULL,NULL,'{"en":"Training programmes, among them on community protocols","zh":"培训方案，包括社区规程"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["41"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(54,'rel54',57,56,'part-of','nagoya','in-force',NULL,NULL,'{"en":"Named as one of the Forum''s regional organisations","zh":"列为该论坛的区域组织之一"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["41"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(55,'rel55',58,56,'part-of','nagoya','in-force',NULL,NULL,'{"en":"Named as one of the Forum''s regional organisations","zh":"列为该论坛的区域组织之一"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["41"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(56,'rel56',59,56,'part-of','nagoya','in-force',NULL,NULL,'{"en":"Named as one of the Forum''s regional organisations","zh":"列为该论坛的区域组织之一"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["41"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(57,'rel57',60,56,'part-of','nagoya','in-force',NULL,NULL,'{"en":"Named as one of the Forum''s regional organisations","zh":"列为该论坛的区域组织之一"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["41"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(58,'rel58',9,61,'information','nagoya','in-force',NULL,NULL,'{"en":"Material to raise awareness, published in the ABS Clearing-House","zh":"在获取和惠益分享信息交换所发布宣传材料"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["51","52"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(59,'rel59',9,62,'information','nagoya','in-force',NULL,NULL,'{"en":"Regular cooperation and exchange with the Federation and its members","zh":"与联合会及其成员定期合作和交流"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["53","54"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(60,'rel60',9,37,'process','nagoya','in-force',NULL,NULL,'{"en":"Took part in three processes of the Treaty: the multilateral system, sustainable use, and the global information system","zh":"参加条约的三个进程：多边系统、可持续利用和全球信息系统"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["7"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(61,'rel61',9,37,'liaison','nagoya','in-force',NULL,NULL,'{"en":"A member of the Treaty''s staff worked at the Secretariat of the Convention","zh":"条约秘书处一名工作人员曾在公约秘书处工作"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["7"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(62,'rel62',9,63,'process','nagoya','in-force',NULL,NULL,'{"en":"Follows the preparatory committee under General Assembly resolution 69/292","zh":"跟踪大会第69/292号决议设立的筹备委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["17"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(63,'rel63',37,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Was invited to the committee","zh":"应邀参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["11"],"footnotes":[]}]','','{"en":"Paragraphs 11, 35, 40 and 42 print an informal executive committee; the same committee seems to be meant.","zh":"第11、35、40和42段写作“非正式执行委员会”，看来指同一委员会。"}',0);
INSERT INTO "relationships" VALUES(64,'rel64',38,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["15"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(65,'rel65',1,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["27"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(66,'rel66',2,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["28"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(67,'rel67',40,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["30"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(68,'rel68',41,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["35"],"footnotes":[]}]','','{"en":"Paragraphs 11, 35, 40 and 42 print an informal executive committee; the same committee seems to be meant.","zh":"第11、35、40和42段写作“非正式执行委员会”，看来指同一委员会。"}',0);
INSERT INTO "relationships" VALUES(69,'rel69',55,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["40"],"footnotes":[]}]','','{"en":"Paragraphs 11, 35, 40 and 42 print an informal executive committee; the same committee seems to be meant.","zh":"第11、35、40和42段写作“非正式执行委员会”，看来指同一委员会。"}',0);
INSERT INTO "relationships" VALUES(70,'rel70',43,64,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the committee","zh":"参加该委员会"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["42"],"footnotes":[]}]','','{"en":"Paragraphs 11, 35, 40 and 42 print an informal executive committee; the same committee seems to be meant.","zh":"第11、35、40和42段写作“非正式执行委员会”，看来指同一委员会。"}',0);
INSERT INTO "relationships" VALUES(71,'rel71',37,65,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the expert group","zh":"参加该专家组"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["11"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(72,'rel72',45,65,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the expert group","zh":"参加该专家组"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["18"],"footnotes":[]}]','','{}',0);
INSERT INTO "relationships" VALUES(73,'rel73',46,65,'committee','nagoya','in-force',NULL,NULL,'{"en":"Took part in the expert group","zh":"参加该专家组"}','[{"symbol":"UNEP/CBD/NP/COP-MOP/2/6","title":{"en":"Cooperation with other conventions, international organizations and initiatives: note by the Executive Secretary","zh":"与其他公约、国际组织和倡议的合作：执行秘书的说明"},"meeting":{"en":"COP-MOP 2 of the Nagoya Protocol, December 2016","zh":"名古屋议定书缔约方会议第二次会议，2016年12月"},"paragraphs":["20"],"footnotes":[]}]','','{}',0);
CREATE TABLE reminder_choices (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (person_id, kind)
);
INSERT INTO "reminder_choices" VALUES(2,'update','weekly');
CREATE TABLE reminder_digests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  on_day DATE NOT NULL,
  message_id TEXT NOT NULL,
  queued_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, on_day)
);
INSERT INTO "reminder_digests" VALUES(1,1,'2019-03-12','reminders.1.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
INSERT INTO "reminder_digests" VALUES(2,6,'2019-03-12','reminders.6.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
INSERT INTO "reminder_digests" VALUES(3,2,'2019-03-12','reminders.2.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
INSERT INTO "reminder_digests" VALUES(4,3,'2019-03-12','reminders.3.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
INSERT INTO "reminder_digests" VALUES(5,5,'2019-03-12','reminders.5.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
INSERT INTO "reminder_digests" VALUES(6,4,'2019-03-12','reminders.4.2019-03-12@localhost','2019-03-12 04:43:16.932377400');
CREATE TABLE reminder_looks (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  looked_on DATE NOT NULL,
  PRIMARY KEY (person_id)
);
INSERT INTO "reminder_looks" VALUES(1,'2019-03-12');
INSERT INTO "reminder_looks" VALUES(2,'2019-03-12');
INSERT INTO "reminder_looks" VALUES(3,'2019-03-12');
INSERT INTO "reminder_looks" VALUES(4,'2019-03-12');
INSERT INTO "reminder_looks" VALUES(5,'2019-03-12');
INSERT INTO "reminder_looks" VALUES(6,'2019-03-12');
CREATE TABLE reminder_rules (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER REFERENCES activities (id),
  kind TEXT NOT NULL,
  steps TEXT NOT NULL,
  every_days INTEGER,
  escalates_after INTEGER,
  CONSTRAINT reminder_rules_days CHECK (every_days > 0 AND escalates_after >= 0)
);
INSERT INTO "reminder_rules" VALUES(1,NULL,'update','[-2,1]',NULL,1);
INSERT INTO "reminder_rules" VALUES(2,7,'update','[-1]',NULL,NULL);
CREATE TABLE reminders_told (
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  due_on DATE NOT NULL,
  step INTEGER NOT NULL,
  digest_id INTEGER NOT NULL REFERENCES reminder_digests (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, kind, subject_kind, subject_id, due_on, step)
);
INSERT INTO "reminders_told" VALUES(1,'output','output',5,'2018-10-31',119,1);
INSERT INTO "reminders_told" VALUES(1,'output','output',8,'2018-10-31',119,1);
INSERT INTO "reminders_told" VALUES(1,'output','output',6,'2018-11-30',91,1);
INSERT INTO "reminders_told" VALUES(1,'output','output',4,'2018-12-31',63,1);
INSERT INTO "reminders_told" VALUES(1,'review','event',4,'2019-03-04',7,1);
INSERT INTO "reminders_told" VALUES(1,'review','delivery',12,'2019-03-05',7,1);
INSERT INTO "reminders_told" VALUES(1,'review','measurement',11,'2019-03-05',7,1);
INSERT INTO "reminders_told" VALUES(6,'donor-digest','plan',0,'2019-01-01',0,2);
INSERT INTO "reminders_told" VALUES(2,'output','output',8,'2018-10-31',119,3);
INSERT INTO "reminders_told" VALUES(2,'output','output',6,'2018-11-30',91,3);
INSERT INTO "reminders_told" VALUES(2,'update','activity',9,'2019-02-28',7,3);
INSERT INTO "reminders_told" VALUES(2,'review','event',4,'2019-03-04',7,3);
INSERT INTO "reminders_told" VALUES(2,'review','delivery',12,'2019-03-05',7,3);
INSERT INTO "reminders_told" VALUES(2,'review','event',5,'2019-03-06',3,3);
INSERT INTO "reminders_told" VALUES(2,'review','event',22,'2019-03-07',3,3);
INSERT INTO "reminders_told" VALUES(2,'update','activity',2,'2019-03-17',-7,3);
INSERT INTO "reminders_told" VALUES(2,'update','activity',7,'2019-03-18',-7,3);
INSERT INTO "reminders_told" VALUES(2,'event-coming','event',23,'2019-03-18',-14,3);
INSERT INTO "reminders_told" VALUES(3,'output','output',5,'2018-10-31',119,4);
INSERT INTO "reminders_told" VALUES(3,'output','output',4,'2018-12-31',63,4);
INSERT INTO "reminders_told" VALUES(3,'review','measurement',11,'2019-03-05',7,4);
INSERT INTO "reminders_told" VALUES(5,'output','output',8,'2018-10-31',119,5);
INSERT INTO "reminders_told" VALUES(5,'event-coming','event',23,'2019-03-18',-14,5);
INSERT INTO "reminders_told" VALUES(4,'output','output',6,'2018-11-30',91,6);
INSERT INTO "reminders_told" VALUES(4,'returned','event',6,'2019-03-08',3,6);
CREATE TABLE report_narratives (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  words TEXT NOT NULL,
  PRIMARY KEY (report_id, activity_id)
);
INSERT INTO "report_narratives" VALUES(1,1,'20 April 2017: Outline of the e-learning module agreed
The outline of the module and the toolkit was agreed with the university after two online meetings.
Next: First draft in English by September.

5 October 2017: First English draft is with the reviewers
Twelve reviewers from all regions received the draft.

The toolkit follows the same chapters.
Next: Revision, then translation.');
INSERT INTO "report_narratives" VALUES(1,2,'1 September 2017: Dates of the first two trainings fixed
Hosts for the first two subregions were found.
Next: First training in spring.');
INSERT INTO "report_narratives" VALUES(1,3,'30 November 2017: 选定首批六个试点国家
与各国联络人举行了三次网上会议。
Next: 编写工作计划。');
INSERT INTO "report_narratives" VALUES(1,7,'3 July 2017: First workshop held
Thirty people practised sampling and detection for three days.
Next: Next workshop in Africa.');
INSERT INTO "report_narratives" VALUES(1,12,'12 December 2017: Manual half written
Four of eight chapters exist.
Next: The other four.');
INSERT INTO "report_narratives" VALUES(2,1,'14 May 2018: Translation into French takes longer
English is final. Spanish is with the printer.
Next: French proofs in July.
Risks: The French translator was replaced; two months were lost.

6 November 2018: Module and toolkit are out in three languages
English, French and Spanish can be downloaded.');
INSERT INTO "report_narratives" VALUES(2,2,'20 June 2018: Second training moved to next year
The first training was held with people from nine countries.
Next: Find a new host for the second.
Risks: Depends on the French toolkit of activity 1.

17 December 2018: One training is still to be held
Two of three trainings were held.
Next: Last training in May 2019.
Risks: The planned time is over at the end of this month.');
INSERT INTO "report_narratives" VALUES(2,3,'8 August 2018: Six countries report first measures
Six countries wrote down what they do together for the Protocol and the Convention.
Next: Invite a second group of countries.');
INSERT INTO "report_narratives" VALUES(2,4,'1 March 2018: First regional course held
Twenty-four people from eleven countries took the course.
Next: Second course in autumn.');
INSERT INTO "report_narratives" VALUES(2,5,'12 April 2018: Module on sampling tested in two classes
Two universities tested the first module.
Next: Voice-over and subtitles.');
INSERT INTO "report_narratives" VALUES(2,6,'1 June 2018: Course material drafted
The part on accompanying documents is written.
Next: Test it with customs officers.');
INSERT INTO "report_narratives" VALUES(2,7,'18 June 2018: Protocol for grain shipments is late
Two workshops were held since the last update.
Next: Send the protocol to the printer.
Risks: The protocol waits for one laboratory.

18 December 2018: Two workshops planned for early 2019
The protocol is with the printer; two hosts are confirmed.
Next: Workshops in January and February.');
INSERT INTO "report_narratives" VALUES(2,8,'20 February 2018: Three online discussions held
Laboratories compared methods for unauthorized organisms.
Next: Compile the tools that were named.');
INSERT INTO "report_narratives" VALUES(2,9,'25 May 2018: Concept of the workshops agreed
Partners agreed on a programme of two days.
Next: Find hosts.

30 November 2018: No workshop held yet
Two hosts were asked, none has answered.
Next: Ask two more.
Risks: Money is bound to workshops before July 2019.');
INSERT INTO "report_narratives" VALUES(2,10,'10 July 2018: First course held
Parties from eight countries took part.
Next: Second course in the next year.');
INSERT INTO "report_narratives" VALUES(2,12,'18 December 2018: Toolkit and manual are published
Both are published and can be downloaded.');
INSERT INTO "report_narratives" VALUES(2,13,'3 April 2018: Forum has its hundredth member
Two topics were discussed every month.
Next: A session on radio programmes.');
INSERT INTO "report_narratives" VALUES(2,14,'1 October 2018: First workshop on liability and redress prepared
Programme and speakers are fixed.
Next: Workshop in spring.');
INSERT INTO "report_narratives" VALUES(3,1,'20 April 2017: Outline of the e-learning module agreed
The outline of the module and the toolkit was agreed with the university after two online meetings.
Next: First draft in English by September.

5 October 2017: First English draft is with the reviewers
Twelve reviewers from all regions received the draft.

The toolkit follows the same chapters.
Next: Revision, then translation.

14 May 2018: Translation into French takes longer
English is final. Spanish is with the printer.
Next: French proofs in July.
Risks: The French translator was replaced; two months were lost.

6 November 2018: Module and toolkit are out in three languages
English, French and Spanish can be downloaded.');
INSERT INTO "report_narratives" VALUES(3,2,'1 September 2017: Dates of the first two trainings fixed
Hosts for the first two subregions were found.
Next: First training in spring.

20 June 2018: Second training moved to next year
The first training was held with people from nine countries.
Next: Find a new host for the second.
Risks: Depends on the French toolkit of activity 1.

17 December 2018: One training is still to be held
Two of three trainings were held.
Next: Last training in May 2019.
Risks: The planned time is over at the end of this month.');
INSERT INTO "report_narratives" VALUES(3,3,'30 November 2017: 选定首批六个试点国家
与各国联络人举行了三次网上会议。
Next: 编写工作计划。

8 August 2018: Six countries report first measures
Six countries wrote down what they do together for the Protocol and the Convention.
Next: Invite a second group of countries.');
INSERT INTO "report_narratives" VALUES(3,4,'1 March 2018: First regional course held
Twenty-four people from eleven countries took the course.
Next: Second course in autumn.

22 February 2019: No host yet for the next course
The course reader is being revised.
Next: Decide on a host by the end of March.
Risks: Without a host by April the course moves to 2020.');
INSERT INTO "report_narratives" VALUES(3,5,'12 April 2018: Module on sampling tested in two classes
Two universities tested the first module.
Next: Voice-over and subtitles.

15 January 2019: Two modules are online
Both can be used without registration.
Next: Third module in summer.');
INSERT INTO "report_narratives" VALUES(3,6,'1 June 2018: Course material drafted
The part on accompanying documents is written.
Next: Test it with customs officers.

1 March 2019: Subregional course postponed
Two hosts withdrew.
Next: Ask two more countries.
Risks: If none agrees by June, there is no course this year.');
INSERT INTO "report_narratives" VALUES(3,7,'3 July 2017: First workshop held
Thirty people practised sampling and detection for three days.
Next: Next workshop in Africa.

18 June 2018: Protocol for grain shipments is late
Two workshops were held since the last update.
Next: Send the protocol to the printer.
Risks: The protocol waits for one laboratory.

18 December 2018: Two workshops planned for early 2019
The protocol is with the printer; two hosts are confirmed.
Next: Workshops in January and February.');
INSERT INTO "report_narratives" VALUES(3,8,'20 February 2018: Three online discussions held
Laboratories compared methods for unauthorized organisms.
Next: Compile the tools that were named.

18 February 2019: List of tools is ready for comments
Forty tools are described on one page each.
Next: Publish after comments.');
INSERT INTO "report_narratives" VALUES(3,9,'25 May 2018: Concept of the workshops agreed
Partners agreed on a programme of two days.
Next: Find hosts.

30 November 2018: No workshop held yet
Two hosts were asked, none has answered.
Next: Ask two more.
Risks: Money is bound to workshops before July 2019.');
INSERT INTO "report_narratives" VALUES(3,10,'10 July 2018: First course held
Parties from eight countries took part.
Next: Second course in the next year.

28 January 2019: Second course announced
Thirty-one applications came in.
Next: Course in April.');
INSERT INTO "report_narratives" VALUES(3,11,'8 January 2019: Waiting for the tools of activity 8
Nothing was done yet: the materials build on the list of tools.
Next: Begin when the list is published.');
INSERT INTO "report_narratives" VALUES(3,12,'12 December 2017: Manual half written
Four of eight chapters exist.
Next: The other four.

18 December 2018: Toolkit and manual are published
Both are published and can be downloaded.');
INSERT INTO "report_narratives" VALUES(3,13,'3 April 2018: Forum has its hundredth member
Two topics were discussed every month.
Next: A session on radio programmes.');
INSERT INTO "report_narratives" VALUES(3,14,'1 October 2018: First workshop on liability and redress prepared
Programme and speakers are fixed.
Next: Workshop in spring.

5 February 2019: Invitations are out
All Parties of one region are invited.
Next: Workshop in May.');
CREATE TABLE reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  once_key TEXT NOT NULL UNIQUE,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  meeting TEXT NOT NULL,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  lang TEXT NOT NULL,
  introduction TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  frozen_at TIMESTAMP,
  frozen_by_id INTEGER REFERENCES people (id),
  document TEXT,
  fingerprint TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT reports_days CHECK (first_day <= last_day),
  CONSTRAINT reports_frozen CHECK (frozen_at IS NULL OR (frozen_by_id IS NOT NULL AND document IS NOT NULL AND fingerprint IS NOT NULL))
);
INSERT INTO "reports" VALUES(1,'demo-0',1,2,'Invented report on 2017','An invented meeting of the Parties, 2018','2017-01-01','2017-12-31','en','This report is invented. It shows how a report looks that was frozen for a meeting.

In its first year the plan began with the work that others build on: outlines of modules, first trainings, and agreements with laboratories.','2018-01-22 09:00:00','2018-01-31 09:00:00',2,'{"lang":"en","title":"Invented report on 2017","facts":[["Meeting","An invented meeting of the Parties, 2018"],["Plan","Short-term action plan 2017–2020: capacity-building for the Cartagena Protocol on Biosafety"],["Period","1 January 2017 to 31 December 2017"],["Figures","As known at the end of 31 December 2017"],["Remark","All people, updates and results in this report are invented."]],"sections":[{"name":"introduction","title":"Introduction","blocks":[{"words":"This report is invented. It shows how a report looks that was frozen for a meeting.\n\nIn its first year the plan began with the work that others build on: outlines of modules, first trainings, and agreements with laboratories."}]},{"name":"status","title":"Status of the activities","blocks":[{"bar":[{"name":"status","title":"Declared status of 14 activities","note":null,"head":[{"title":"Declared status","is_number":false},{"title":"Activities","is_number":true}],"rows":[[{"value":{"text":"Completed"}},{"value":{"count":0}}],[{"value":{"text":"On track"}},{"value":{"count":5}}],[{"value":{"text":"At risk"}},{"value":{"count":0}}],[{"value":{"text":"Delayed"}},{"value":{"count":0}}],[{"value":{"text":"Not started"}},{"value":{"count":0}}],[{"value":{"text":"Cancelled"}},{"value":{"count":0}}],[{"value":{"text":"No status yet"}},{"value":{"count":9}}]],"foot":[{"value":{"text":"Total"}},{"value":{"count":14}}]},["completed","on-track","at-risk","delayed","not-started","cancelled",null]]},{"table":{"name":"activities","title":"Activities","note":null,"head":[{"title":"Activity","is_number":false},{"title":"Declared status","is_number":false},{"title":"Partners","is_number":false},{"title":"Spent","is_number":false},{"title":"Outputs due","is_number":true},{"title":"Outputs delivered","is_number":true}],"rows":[[{"value":{"text":"1. Mainstreaming materials"},"link":"/activities/1?as_of=2017-12-31"},{"value":{"text":"On track"}},{"value":{"text":"University of Strathclyde"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"2. Mainstreaming training"},"link":"/activities/2?as_of=2017-12-31"},{"value":{"text":"On track"}},{"value":{"text":"UNEP, UNDP, FAO"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"3. Integrated implementation pilots"},"link":"/activities/3?as_of=2017-12-31"},{"value":{"text":"On track"}},{"value":{"text":"UNEP, UNDP, FAO"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"4. Risk assessment courses"},"link":"/activities/4?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"partners to be determined"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"5. LMO e-learning modules"},"link":"/activities/5?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"partners to be determined"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"6. Article 18(2)(a) courses"},"link":"/activities/6?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"partners to be determined"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"7. Sampling and detection workshops"},"link":"/activities/7?as_of=2017-12-31"},{"value":{"text":"On track"}},{"value":{"text":"JRC, Reference laboratories in each region"}},{"value":{"text":"USD 31,870.00, EUR 18,240.30"}},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"8. Laboratory network exchanges"},"link":"/activities/8?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"Network of Laboratories for the Detection and Identification of Living Modified Organisms, Reference laboratories in each region, UNEP"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"9. Public awareness workshops"},"link":"/activities/9?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"UNEP, Aarhus Convention"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"10. Public participation courses"},"link":"/activities/10?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"Aarhus Convention"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"11. Sampling and detection materials"},"link":"/activities/11?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"Network of Laboratories for the Detection and Identification of Living Modified Organisms, Reference laboratories in each region, UNEP"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"12. Public awareness materials"},"link":"/activities/12?as_of=2017-12-31"},{"value":{"text":"On track"}},{"value":{"text":"UNEP, Aarhus Convention"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"13. Online communities of practice"},"link":"/activities/13?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"UNEP, Aarhus Convention"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"14. Supplementary Protocol workshops"},"link":"/activities/14?as_of=2017-12-31"},{"value":{"text":"No status yet"}},{"value":{"text":"partners to be determined"}},{"value":"nothing"},{"value":{"count":0}},{"value":{"count":0}}]],"foot":null}}]},{"name":"since","title":"Since the last report","blocks":[{"note":"This is the first report: there is none before it to compare with."}]},{"name":"words","title":"Activity by activity","blocks":[{"activity":{"title":"1. Mainstreaming materials","status":"on-track","reason":"Work has begun on time.","words":"20 April 2017: Outline of the e-learning module agreed\nThe outline of the module and the toolkit was agreed with the university after two online meetings.\nNext: First draft in English by September.\n\n5 October 2017: First English draft is with the reviewers\nTwelve reviewers from all regions received the draft.\n\nThe toolkit follows the same chapters.\nNext: Revision, then translation.","instead":"No update was published in this period."}},{"activity":{"title":"2. Mainstreaming training","status":"on-track","reason":"Preparation goes as planned.","words":"1 September 2017: Dates of the first two trainings fixed\nHosts for the first two subregions were found.\nNext: First training in spring.","instead":"No update was published in this period."}},{"activity":{"title":"3. Integrated implementation pilots","status":"on-track","reason":"试点国家已按计划选定。","words":"30 November 2017: 选定首批六个试点国家\n与各国联络人举行了三次网上会议。\nNext: 编写工作计划。","instead":"No update was published in this period."}},{"activity":{"title":"4. Risk assessment courses","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"5. LMO e-learning modules","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"6. Article 18(2)(a) courses","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"7. Sampling and detection workshops","status":"on-track","reason":"The first workshop was held as planned.","words":"3 July 2017: First workshop held\nThirty people practised sampling and detection for three days.\nNext: Next workshop in Africa.","instead":"No update was published in this period."}},{"activity":{"title":"8. Laboratory network exchanges","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"9. Public awareness workshops","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"10. Public participation courses","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"11. Sampling and detection materials","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"12. Public awareness materials","status":"on-track","reason":"Writing is on time.","words":"12 December 2017: Manual half written\nFour of eight chapters exist.\nNext: The other four.","instead":"No update was published in this period."}},{"activity":{"title":"13. Online communities of practice","status":null,"reason":"","words":"","instead":"No update was published in this period."}},{"activity":{"title":"14. Supplementary Protocol workshops","status":null,"reason":"","words":"","instead":"No update was published in this period."}}]},{"name":"results","title":"Outputs and indicators","blocks":[{"table":{"name":"outputs","title":"Outputs","note":"Those that were due by the end of the period, or of which something was delivered","head":[{"title":"Output","is_number":false},{"title":"Activity","is_number":false},{"title":"Due","is_number":false},{"title":"Pieces delivered","is_number":true},{"title":"Pieces in all","is_number":true}],"rows":[[{"value":{"text":"Reports of the regional trainings"},"link":"/outputs/3?as_of=2017-12-31"},{"value":{"text":"2. Mainstreaming training"}},{"value":{"day":"2019-06-30"}},{"value":{"count":1}},{"value":{"count":4}}]],"foot":null}},{"table":{"name":"indicators","title":"Indicators","note":"Those with a value","head":[{"title":"Indicator","is_number":false},{"title":"Activity","is_number":false},{"title":"Unit","is_number":false},{"title":"Baseline","is_number":true},{"title":"Value","is_number":true},{"title":"Target","is_number":true},{"title":"Of the way to the target","is_number":true}],"rows":[[{"value":{"text":"Regional training courses successfully held"},"link":"/indicators/6?as_of=2017-12-31"},{"value":{"text":"4. Risk assessment courses"}},{"value":{"text":"training courses"}},{"value":"nothing"},{"value":{"number":"1"},"link":"/events?activity=4&kind=training-course&state=verified&as_of=2017-12-31"},{"value":{"number":"6"}},{"value":{"percent":17}}],[{"value":{"text":"People trained in risk assessment"},"link":"/indicators/7?as_of=2017-12-31"},{"value":{"text":"4. Risk assessment courses"}},{"value":{"text":"people"}},{"value":"nothing"},{"value":{"number":"22"},"link":"/events?activity=4&state=verified&as_of=2017-12-31"},{"value":{"number":"120"}},{"value":{"percent":18}}],[{"value":{"text":"Regional capacity-building workshops successfully held"},"link":"/indicators/12?as_of=2017-12-31"},{"value":{"text":"7. Sampling and detection workshops"}},{"value":{"text":"workshops"}},{"value":"nothing"},{"value":{"number":"2"},"link":"/events?activity=7&kind=workshop&state=verified&as_of=2017-12-31"},{"value":{"number":"10"}},{"value":{"percent":20}}],[{"value":{"text":"Workshop participants"},"link":"/indicators/13?as_of=2017-12-31"},{"value":{"text":"7. Sampling and detection workshops"}},{"value":{"text":"people"}},{"value":"nothing"},{"value":{"number":"45"},"link":"/events?activity=7&state=verified&as_of=2017-12-31"},{"value":{"number":"300"}},{"value":{"percent":15}}]],"foot":null}}]},{"name":"people","title":"Events and people in the period","blocks":[{"note":"5 verified events took place in the period, with 151 attendances from 38 countries."},{"note":"People came from: Bahamas, Benin, Bolivia (Plurinational State of), Brazil, Burkina Faso, Burundi, Colombia, Costa Rica, Cuba, Côte d''Ivoire, Ecuador, Ethiopia, Georgia, Ghana, Guatemala, Guinea, Honduras, India, Jamaica, Kenya, Madagascar, Mali, Nepal, Niger, Nigeria, Paraguay, Peru, Republic of Moldova, Rwanda, Senegal, Serbia, South Africa, Sri Lanka, Togo, Trinidad and Tobago, Tunisia, Uganda, Ukraine."},{"table":{"name":"kinds","title":"Events by kind","note":null,"head":[{"title":"Kind","is_number":false},{"title":"Events","is_number":true},{"title":"Attendances","is_number":true}],"rows":[[{"value":{"text":"Workshop"}},{"value":{"count":2},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&kind=workshop&as_of=2017-12-31"},{"value":{"count":45}}],[{"value":{"text":"Training course"}},{"value":{"count":2},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&kind=training-course&as_of=2017-12-31"},{"value":{"count":44}}],[{"value":{"text":"Webinar"}},{"value":{"count":1},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&kind=webinar&as_of=2017-12-31"},{"value":{"count":62}}],[{"value":{"text":"Online discussion"}},{"value":{"count":0},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&kind=online-discussion&as_of=2017-12-31"},{"value":{"count":0}}],[{"value":{"text":"Meeting"}},{"value":{"count":0},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&kind=meeting&as_of=2017-12-31"},{"value":{"count":0}}]],"foot":[{"value":{"text":"Total"}},{"value":{"count":5},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&as_of=2017-12-31"},{"value":{"count":151}}]}},{"table":{"name":"gender","title":"Attendances by gender","note":null,"head":[{"title":"Gender","is_number":false},{"title":"Attendances","is_number":true},{"title":"Share","is_number":true}],"rows":[[{"value":{"text":"Women"}},{"value":{"count":82}},{"value":{"percent":54}}],[{"value":{"text":"Men"}},{"value":{"count":67}},{"value":{"percent":44}}],[{"value":{"text":"Other or not stated"}},{"value":{"count":2}},{"value":{"percent":1}}]],"foot":[{"value":{"text":"Total"}},{"value":{"count":151}},{"value":"nothing"}]}},{"table":{"name":"groups","title":"By group of the countries from which people came","note":"Least developed countries and small island States also stand in their regions.","head":[{"title":"Group","is_number":false},{"title":"Attendances","is_number":true},{"title":"Countries","is_number":true}],"rows":[[{"value":{"text":"Africa"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=africa&as_of=2017-12-31"},{"value":{"count":61}},{"value":{"count":18}}],[{"value":{"text":"Asia and the Pacific"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=asia-pacific&as_of=2017-12-31"},{"value":{"count":11}},{"value":{"count":3}}],[{"value":{"text":"Central and Eastern Europe"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=central-eastern-europe&as_of=2017-12-31"},{"value":{"count":8}},{"value":{"count":4}}],[{"value":{"text":"Latin America and the Caribbean"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=latin-america-caribbean&as_of=2017-12-31"},{"value":{"count":36}},{"value":{"count":13}}],[{"value":{"text":"Western Europe and Others"}},{"value":{"count":0}},{"value":{"count":0}}],[{"value":{"text":"Least developed countries (LDC)"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=ldc&as_of=2017-12-31"},{"value":{"count":42}},{"value":{"count":13}}],[{"value":{"text":"Small island developing States (SIDS)"},"link":"/events?from=2017-01-01&until=2017-12-31&state=verified&group=sids&as_of=2017-12-31"},{"value":{"count":9}},{"value":{"count":4}}],[{"value":{"text":"not stated"}},{"value":{"count":35}},{"value":"nothing"}]],"foot":[{"value":{"text":"Total"}},{"value":{"count":151}},{"value":{"count":38}}]}}]},{"name":"money","title":"Money","blocks":[{"table":{"name":"money","title":"Money by currency","note":"Currencies are never added to each other","head":[{"title":"Currency","is_number":false},{"title":"Pledged","is_number":true},{"title":"Received","is_number":true},{"title":"Spent","is_number":true},{"title":"Spent of received","is_number":true}],"rows":[[{"value":{"text":"USD"}},{"value":{"amount":{"minor":12000000,"currency":"USD"}}},{"value":{"amount":{"minor":6000000,"currency":"USD"}}},{"value":{"amount":{"minor":3187000,"currency":"USD"}}},{"value":{"percent":53}}],[{"value":{"text":"EUR"}},{"value":"nothing"},{"value":"nothing"},{"value":{"amount":{"minor":1824030,"currency":"EUR"}}},{"value":"nothing"}]],"foot":null}}]},{"name":"sources","title":"Sources","blocks":[{"notes":["Short-term action plan 2017–2020: capacity-building for the Cartagena Protocol on Biosafety, decision CP-VIII/3.","Fourteen activities, ten of them priorities, that help Parties put the Cartagena Protocol on Biosafety into practice. They are listed in section D of the annex to decision CP-VIII/3.","Records of the Capacity Tracker as they were known at the end of 31 December 2017; only verified records count.","An event counts from the moment an officer has verified its record, with what the record said at that moment; corrections count from their own moment.","Attendances are added up over events: whoever attended two of them counts twice. No names are kept.","Countries are those from which people came. A country counts as least developed if it was so on the first day of the event, and as a Party if it was one on the last.","An output counts as delivered when all its pieces, in all its languages, were delivered and verified.","Of the way to the target: (value − baseline) / (target − baseline); without a baseline, a rising count starts from 0.","Money stands in the currency in which it was given or spent; currencies are never added to each other."]}]}],"standing":{"statuses":[[1,"on-track"],[2,"on-track"],[3,"on-track"],[4,null],[5,null],[6,null],[7,"on-track"],[8,null],[9,null],[10,null],[11,null],[12,"on-track"],[13,null],[14,null]],"delivered":0,"due":0,"events":5,"attendances":151,"countries":38,"money":[{"currency":"USD","pledged":{"minor":12000000,"currency":"USD"},"received":{"minor":6000000,"currency":"USD"},"spent":{"minor":3187000,"currency":"USD"}},{"currency":"EUR","pledged":null,"received":null,"spent":{"minor":1824030,"currency":"EUR"}}]}}','b3fc3050fe59ac948b8f85cd443ff8b3a213b47ebaff2147f771fbdf7b64d6b1',1);
INSERT INTO "reports" VALUES(2,'demo-1',1,3,'Invented report on 2018','An invented meeting of the Parties, 2019','2018-01-01','2018-12-31','en','This report is invented. It is a draft: its words can still be edited.','2019-03-04 09:00:00',NULL,NULL,NULL,NULL,1);
INSERT INTO "reports" VALUES(3,'LXuSpKKxpQCuGE1bkPi27O4bFFeie8A49WrQ7leasvo',1,2,'Report that is still a draft','','2017-01-01','2019-03-12','en','','2019-03-12 04:44:07.884510311',NULL,NULL,NULL,NULL,0);
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  agent TEXT NOT NULL,
  address TEXT NOT NULL
);
INSERT INTO "sessions" VALUES(2,'f756703ec6ab8cbfe6abfb5fb7b671fe13dce14ee862fead53b4a3faa9180ce0',2,'2019-03-12 04:44:07.860171450','2019-03-12 04:44:07.860171450','2019-03-19 04:44:07.860171450','x','127.0.0.1');
INSERT INTO "sessions" VALUES(3,'c1c53d490d88a9fc936af4379979c070c2bbda26778ae176d03315e8b5c9f588',4,'2019-03-12 04:44:07.863840321','2019-03-12 04:44:07.863840321','2019-03-19 04:44:07.863840321','x','127.0.0.1');
INSERT INTO "sessions" VALUES(5,'aad64a4629efd29aba4f0606d2939f39d83a645d309ac46d4ac52eb365db50a6',2,'2019-03-12 04:44:23.220564691','2019-03-12 04:44:23.220564691','2019-03-19 04:44:23.220564691','x','127.0.0.1');
INSERT INTO "sessions" VALUES(6,'727613af9c56eb01b59f37b2b26d15bc8670aaa3f90ea21459a63cb18eb3f121',4,'2019-03-12 04:44:23.224895868','2019-03-12 04:44:23.224895868','2019-03-19 04:44:23.224895868','x','127.0.0.1');
INSERT INTO "sessions" VALUES(7,'4762994b6decd3b724621b9e41aff80693c3773c0174a0a8b4e9a55479f135d2',1,'2019-03-12 04:44:23.435454312','2019-03-12 04:44:23.435454312','2019-03-19 04:44:23.435454312','x','127.0.0.1');
INSERT INTO "sessions" VALUES(8,'524e7a81d51b80be8ecb8acdd10d546f098c12e30bd7b61595d3c94aaf7e9e91',1,'2019-03-12 04:44:23.440076422','2019-03-12 04:44:23.440076422','2019-03-19 04:44:23.440076422','x','127.0.0.1');
INSERT INTO "sessions" VALUES(9,'46e8a537d3b4dbd05bf1c678299464023bce1dd9f5875734db5b8e4c213d6a68',1,'2019-03-12 04:46:48.622931307','2019-03-12 04:46:48.622931307','2019-03-19 04:46:48.622931307','x','127.0.0.1');
INSERT INTO "sessions" VALUES(10,'cb824c7c189025ed0a87d4df61f9cb37303a7e1531be84693ad1854421157c4c',2,'2019-03-12 04:47:15.652897785','2019-03-12 04:47:15.652897785','2019-03-19 04:47:15.652897785','x','127.0.0.1');
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO "settings" VALUES('public-pages','open');
CREATE TABLE sums_by_country (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL REFERENCES countries (iso2),
  events BIGINT NOT NULL,
  people BIGINT NOT NULL,
  party_events BIGINT NOT NULL,
  ldc_events BIGINT NOT NULL,
  ldc_people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, country)
);
INSERT INTO "sums_by_country" VALUES(0,'','GE',4,12,4,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','GH',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','KE',5,15,5,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MD',4,11,4,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NG',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','RS',3,6,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','TN',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','UA',2,5,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','UG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','ZA',3,9,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','GE',2,8,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','MD',2,6,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','RS',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','TN',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','UA',2,5,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','UG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'workshop','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','MD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','TN',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','UA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','UG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','MD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','TN',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','UA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','UG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'workshop','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','CO',2,8,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','CR',3,9,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','CU',3,6,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','EC',2,6,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','GT',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','HN',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','PE',3,12,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','PY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','BO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','CO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','CR',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','HN',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','PE',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','PY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','BO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','CO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','CR',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','HN',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','PE',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','PY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','BO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','CO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','CR',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','HN',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','PE',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','PY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BT',3,5,3,3,5);
INSERT INTO "sums_by_country" VALUES(0,'','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','KH',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'','LA',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'','MM',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'','MY',3,12,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','PH',3,7,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','VN',2,9,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','BT',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(0,'workshop','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','KH',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'workshop','LA',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'workshop','MM',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'workshop','MY',1,7,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','PH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','VN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','BT',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(7,'','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','KH',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'','LA',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'','MM',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'','MY',1,7,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','PH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'','VN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','BT',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(7,'workshop','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','KH',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'workshop','LA',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'workshop','MM',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(7,'workshop','MY',1,7,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','PH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(7,'workshop','VN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','BT',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(8,'','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','KH',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'','LA',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'','MM',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'','MY',1,7,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','PH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','VN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'workshop','BT',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(8,'workshop','ID',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'workshop','KH',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'workshop','LA',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'workshop','MM',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'workshop','MY',1,7,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'workshop','PH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'workshop','TH',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'workshop','VN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BF',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'','BI',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(0,'','ET',1,6,1,1,6);
INSERT INTO "sums_by_country" VALUES(0,'','MG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','ML',3,7,3,3,7);
INSERT INTO "sums_by_country" VALUES(0,'','RW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','SN',2,7,2,2,7);
INSERT INTO "sums_by_country" VALUES(0,'','TG',2,4,2,2,4);
INSERT INTO "sums_by_country" VALUES(0,'training-course','BF',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'training-course','BI',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(0,'training-course','ET',1,6,1,1,6);
INSERT INTO "sums_by_country" VALUES(0,'training-course','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','ML',2,5,2,2,5);
INSERT INTO "sums_by_country" VALUES(0,'training-course','RW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','SN',2,7,2,2,7);
INSERT INTO "sums_by_country" VALUES(0,'training-course','TG',2,4,2,2,4);
INSERT INTO "sums_by_country" VALUES(2,'','BF',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','BI',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(2,'','ET',1,6,1,1,6);
INSERT INTO "sums_by_country" VALUES(2,'','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','MG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','ML',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','RW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','SN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','TG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','BF',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','BI',1,1,1,1,1);
INSERT INTO "sums_by_country" VALUES(2,'training-course','ET',1,6,1,1,6);
INSERT INTO "sums_by_country" VALUES(2,'training-course','KE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','MG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','ML',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','RW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','SN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','TG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','FJ',2,8,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','KI',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','PW',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','SB',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','TO',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','TV',1,1,0,1,1);
INSERT INTO "sums_by_country" VALUES(0,'','VU',2,4,0,2,4);
INSERT INTO "sums_by_country" VALUES(0,'','WS',2,8,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','FJ',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','KI',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','PW',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','SB',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','TV',1,1,0,1,1);
INSERT INTO "sums_by_country" VALUES(0,'training-course','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','WS',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','FJ',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','KI',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','PW',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','SB',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','TV',1,1,0,1,1);
INSERT INTO "sums_by_country" VALUES(2,'','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(2,'','WS',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','FJ',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','KI',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','PW',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','SB',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','TV',1,1,0,1,1);
INSERT INTO "sums_by_country" VALUES(2,'training-course','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(2,'training-course','WS',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','DO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MX',3,13,3,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NI',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','PA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','SV',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','CR',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','DO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MX',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','NI',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','PA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','SV',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','CR',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','DO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','MX',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','NI',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','PA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'','SV',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','CR',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','DO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','GT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','MX',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','NI',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','PA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(2,'training-course','SV',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'meeting','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','KE',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','MD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','ML',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'meeting','MY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','PE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(3,'','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','KE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','MD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','ML',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(3,'','MY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'','PE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(3,'meeting','CU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','KE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','MD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','ML',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(3,'meeting','MY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(3,'meeting','PE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BJ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','CI',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','GN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','NE',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','BJ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','CI',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','GN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','NE',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'','BF',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'','BJ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'','CI',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','GN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'','ML',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'','NE',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'','SN',1,5,1,1,5);
INSERT INTO "sums_by_country" VALUES(4,'','TG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'training-course','BF',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'training-course','BJ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'training-course','CI',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'training-course','GN',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'training-course','ML',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'training-course','NE',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'training-course','SN',1,5,1,1,5);
INSERT INTO "sums_by_country" VALUES(4,'training-course','TG',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','LK',2,5,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','KH',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(0,'training-course','LA',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(0,'training-course','LK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MM',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(0,'training-course','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','VN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'','KH',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'','LA',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'','LK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','MM',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'','PH',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','VN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'training-course','BT',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(4,'training-course','KH',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'training-course','LA',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'training-course','LK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'training-course','MM',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(4,'training-course','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'training-course','VN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BR',2,9,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','IN',2,10,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','BR',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','IN',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','MX',2,10,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','MY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','BR',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','IN',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','MX',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','MY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(4,'','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','BR',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','IN',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','MX',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','MY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(4,'online-discussion','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','BR',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','IN',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','MX',2,10,2,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','MY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','BR',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','DE',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','IN',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','MX',2,10,2,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','MY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','NO',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','NZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','PH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','US',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','ZA',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','DZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','EG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MA',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MR',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(0,'','SD',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','DZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','EG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MA',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MR',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(0,'training-course','SD',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'training-course','TN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'','DZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'','EG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'','MA',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'','MR',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(6,'','SD',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(6,'','TN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'training-course','DZ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'training-course','EG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'training-course','MA',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(6,'training-course','MR',1,3,1,1,3);
INSERT INTO "sums_by_country" VALUES(6,'training-course','SD',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(6,'training-course','TN',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','MZ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','NA',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','MW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'meeting','MZ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(0,'meeting','NA',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'meeting','ZA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','KE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','MW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'','MZ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'','NA',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'','ZA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'meeting','GH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'meeting','KE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'meeting','MW',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'meeting','MZ',1,2,1,1,2);
INSERT INTO "sums_by_country" VALUES(8,'meeting','NA',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'meeting','NG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(8,'meeting','ZA',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','KG',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','TJ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','BY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','KG',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','TJ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','BY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','GE',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','KG',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','MD',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','TJ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','UA',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','BY',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','GE',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','KG',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','MD',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','TJ',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','UA',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','CK',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','CK',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','FJ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','NU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(0,'workshop','WS',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','CK',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','FJ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','NU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(9,'','WS',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','CK',1,2,0,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','FJ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','NU',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','TO',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(9,'workshop','VU',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(9,'workshop','WS',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','AL',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','CH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','KZ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','MK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','AL',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','CH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','KZ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MD',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','MK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'training-course','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','AL',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','CH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','KZ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','MD',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','MK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','AL',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','CH',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','GE',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','KZ',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','MD',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','MK',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(10,'training-course','RS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','JM',2,5,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','NP',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(0,'','TT',2,4,2,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','BR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','BS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','IN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','JM',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','KE',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','LK',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'webinar','NP',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(0,'webinar','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','BR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','BS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','IN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','JM',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','KE',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','LK',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'','NP',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(12,'','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','BR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','BS',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','IN',1,6,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','JM',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','KE',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','LK',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(12,'webinar','NP',1,2,0,1,2);
INSERT INTO "sums_by_country" VALUES(12,'webinar','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','AR',1,4,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','ES',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','AR',1,4,0,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','CO',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','CR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','ES',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'online-discussion','PE',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','AR',1,4,0,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','CO',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','CR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','ES',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'','PE',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','AR',1,4,0,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','CO',1,5,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','CR',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','EC',1,3,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','ES',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(13,'online-discussion','PE',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','AG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','BB',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','GD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','GY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','LC',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','SR',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'','VC',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','AG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','BB',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','GD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','GY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','JM',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','LC',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','SR',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(0,'workshop','VC',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','AG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','BB',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','GD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','GY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','JM',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','LC',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','SR',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'','VC',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','AG',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','BB',1,4,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','GD',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','GY',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','JM',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','LC',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','SR',1,1,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','TT',1,2,1,0,0);
INSERT INTO "sums_by_country" VALUES(14,'workshop','VC',1,1,1,0,0);
CREATE TABLE sums_by_group (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stakeholder_group TEXT NOT NULL,
  people BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, stakeholder_group)
);
INSERT INTO "sums_by_group" VALUES(0,'','academia',56);
INSERT INTO "sums_by_group" VALUES(0,'','government',200);
INSERT INTO "sums_by_group" VALUES(0,'workshop','academia',26);
INSERT INTO "sums_by_group" VALUES(0,'workshop','government',84);
INSERT INTO "sums_by_group" VALUES(7,'','academia',21);
INSERT INTO "sums_by_group" VALUES(7,'','government',48);
INSERT INTO "sums_by_group" VALUES(7,'workshop','academia',21);
INSERT INTO "sums_by_group" VALUES(7,'workshop','government',48);
INSERT INTO "sums_by_group" VALUES(0,'','private-sector',7);
INSERT INTO "sums_by_group" VALUES(0,'workshop','private-sector',2);
INSERT INTO "sums_by_group" VALUES(7,'','private-sector',2);
INSERT INTO "sums_by_group" VALUES(7,'workshop','private-sector',2);
INSERT INTO "sums_by_group" VALUES(8,'','academia',17);
INSERT INTO "sums_by_group" VALUES(8,'','government',25);
INSERT INTO "sums_by_group" VALUES(8,'workshop','academia',8);
INSERT INTO "sums_by_group" VALUES(8,'workshop','government',18);
INSERT INTO "sums_by_group" VALUES(0,'','civil-society',28);
INSERT INTO "sums_by_group" VALUES(0,'','indigenous-peoples',6);
INSERT INTO "sums_by_group" VALUES(0,'training-course','academia',21);
INSERT INTO "sums_by_group" VALUES(0,'training-course','civil-society',15);
INSERT INTO "sums_by_group" VALUES(0,'training-course','government',95);
INSERT INTO "sums_by_group" VALUES(0,'training-course','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(2,'','academia',7);
INSERT INTO "sums_by_group" VALUES(2,'','civil-society',9);
INSERT INTO "sums_by_group" VALUES(2,'','government',42);
INSERT INTO "sums_by_group" VALUES(2,'','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(2,'training-course','academia',7);
INSERT INTO "sums_by_group" VALUES(2,'training-course','civil-society',9);
INSERT INTO "sums_by_group" VALUES(2,'training-course','government',42);
INSERT INTO "sums_by_group" VALUES(2,'training-course','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(0,'','international-organisation',2);
INSERT INTO "sums_by_group" VALUES(0,'meeting','government',21);
INSERT INTO "sums_by_group" VALUES(0,'meeting','international-organisation',2);
INSERT INTO "sums_by_group" VALUES(3,'','government',14);
INSERT INTO "sums_by_group" VALUES(3,'','international-organisation',2);
INSERT INTO "sums_by_group" VALUES(3,'meeting','government',14);
INSERT INTO "sums_by_group" VALUES(3,'meeting','international-organisation',2);
INSERT INTO "sums_by_group" VALUES(4,'','academia',14);
INSERT INTO "sums_by_group" VALUES(4,'','government',29);
INSERT INTO "sums_by_group" VALUES(4,'training-course','academia',14);
INSERT INTO "sums_by_group" VALUES(4,'training-course','government',29);
INSERT INTO "sums_by_group" VALUES(0,'training-course','private-sector',5);
INSERT INTO "sums_by_group" VALUES(6,'','government',13);
INSERT INTO "sums_by_group" VALUES(6,'','private-sector',5);
INSERT INTO "sums_by_group" VALUES(6,'training-course','government',13);
INSERT INTO "sums_by_group" VALUES(6,'training-course','private-sector',5);
INSERT INTO "sums_by_group" VALUES(0,'meeting','academia',9);
INSERT INTO "sums_by_group" VALUES(8,'meeting','academia',9);
INSERT INTO "sums_by_group" VALUES(8,'meeting','government',7);
INSERT INTO "sums_by_group" VALUES(0,'workshop','civil-society',13);
INSERT INTO "sums_by_group" VALUES(9,'','academia',2);
INSERT INTO "sums_by_group" VALUES(9,'','civil-society',13);
INSERT INTO "sums_by_group" VALUES(9,'','government',21);
INSERT INTO "sums_by_group" VALUES(9,'workshop','academia',2);
INSERT INTO "sums_by_group" VALUES(9,'workshop','civil-society',13);
INSERT INTO "sums_by_group" VALUES(9,'workshop','government',21);
INSERT INTO "sums_by_group" VALUES(0,'workshop','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(9,'','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(9,'workshop','indigenous-peoples',3);
INSERT INTO "sums_by_group" VALUES(10,'','civil-society',6);
INSERT INTO "sums_by_group" VALUES(10,'','government',11);
INSERT INTO "sums_by_group" VALUES(10,'training-course','civil-society',6);
INSERT INTO "sums_by_group" VALUES(10,'training-course','government',11);
INSERT INTO "sums_by_group" VALUES(14,'','academia',3);
INSERT INTO "sums_by_group" VALUES(14,'','government',15);
INSERT INTO "sums_by_group" VALUES(14,'workshop','academia',3);
INSERT INTO "sums_by_group" VALUES(14,'workshop','government',15);
CREATE TABLE sums_by_month (
  activity_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  month TEXT NOT NULL,
  events BIGINT NOT NULL,
  attended BIGINT NOT NULL,
  women BIGINT NOT NULL,
  men BIGINT NOT NULL,
  other_people BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  PRIMARY KEY (activity_id, kind, month)
);
INSERT INTO "sums_by_month" VALUES(0,'','2017-06',2,42,23,19,0,0);
INSERT INTO "sums_by_month" VALUES(0,'workshop','2017-06',1,20,11,9,0,0);
INSERT INTO "sums_by_month" VALUES(7,'','2017-06',1,20,11,9,0,0);
INSERT INTO "sums_by_month" VALUES(7,'workshop','2017-06',1,20,11,9,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2017-11',2,87,50,35,2,62);
INSERT INTO "sums_by_month" VALUES(0,'workshop','2017-11',1,25,14,11,0,0);
INSERT INTO "sums_by_month" VALUES(7,'','2017-11',1,25,14,11,0,0);
INSERT INTO "sums_by_month" VALUES(7,'workshop','2017-11',1,25,14,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-04',2,49,29,20,0,0);
INSERT INTO "sums_by_month" VALUES(0,'workshop','2018-04',2,49,29,20,0,0);
INSERT INTO "sums_by_month" VALUES(7,'','2018-04',1,26,15,11,0,0);
INSERT INTO "sums_by_month" VALUES(7,'workshop','2018-04',1,26,15,11,0,0);
INSERT INTO "sums_by_month" VALUES(8,'','2018-04',1,26,15,11,0,0);
INSERT INTO "sums_by_month" VALUES(8,'workshop','2018-04',1,26,15,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2017-06',1,22,12,10,0,0);
INSERT INTO "sums_by_month" VALUES(2,'','2017-06',1,22,12,10,0,0);
INSERT INTO "sums_by_month" VALUES(2,'training-course','2017-06',1,22,12,10,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-03',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2018-03',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(2,'','2018-03',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(2,'training-course','2018-03',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-10',2,37,20,17,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2018-10',1,21,12,9,0,0);
INSERT INTO "sums_by_month" VALUES(2,'','2018-10',1,21,12,9,0,0);
INSERT INTO "sums_by_month" VALUES(2,'training-course','2018-10',1,21,12,9,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-01',1,16,9,7,0,0);
INSERT INTO "sums_by_month" VALUES(0,'meeting','2018-01',1,16,9,7,0,0);
INSERT INTO "sums_by_month" VALUES(3,'','2018-01',1,16,9,7,0,0);
INSERT INTO "sums_by_month" VALUES(3,'meeting','2018-01',1,16,9,7,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2017-09',1,22,9,13,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2017-09',1,22,9,13,0,0);
INSERT INTO "sums_by_month" VALUES(4,'','2017-09',1,22,9,13,0,0);
INSERT INTO "sums_by_month" VALUES(4,'training-course','2017-09',1,22,9,13,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-06',1,21,10,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2018-06',1,21,10,11,0,0);
INSERT INTO "sums_by_month" VALUES(4,'','2018-06',1,21,10,11,0,0);
INSERT INTO "sums_by_month" VALUES(4,'training-course','2018-06',1,21,10,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(0,'online-discussion','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(4,'','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(4,'online-discussion','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(13,'','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(13,'online-discussion','2018-08',1,70,31,34,5,70);
INSERT INTO "sums_by_month" VALUES(0,'','2018-05',1,18,7,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2018-05',1,18,7,11,0,0);
INSERT INTO "sums_by_month" VALUES(6,'','2018-05',1,18,7,11,0,0);
INSERT INTO "sums_by_month" VALUES(6,'training-course','2018-05',1,18,7,11,0,0);
INSERT INTO "sums_by_month" VALUES(0,'meeting','2018-10',1,16,8,8,0,0);
INSERT INTO "sums_by_month" VALUES(8,'','2018-10',1,16,8,8,0,0);
INSERT INTO "sums_by_month" VALUES(8,'meeting','2018-10',1,16,8,8,0,0);
INSERT INTO "sums_by_month" VALUES(9,'','2018-04',1,23,14,9,0,0);
INSERT INTO "sums_by_month" VALUES(9,'workshop','2018-04',1,23,14,9,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2019-01',1,16,10,6,0,0);
INSERT INTO "sums_by_month" VALUES(0,'workshop','2019-01',1,16,10,6,0,0);
INSERT INTO "sums_by_month" VALUES(9,'','2019-01',1,16,10,6,0,0);
INSERT INTO "sums_by_month" VALUES(9,'workshop','2019-01',1,16,10,6,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-11',1,17,11,6,0,0);
INSERT INTO "sums_by_month" VALUES(0,'training-course','2018-11',1,17,11,6,0,0);
INSERT INTO "sums_by_month" VALUES(10,'','2018-11',1,17,11,6,0,0);
INSERT INTO "sums_by_month" VALUES(10,'training-course','2018-11',1,17,11,6,0,0);
INSERT INTO "sums_by_month" VALUES(0,'webinar','2017-11',1,62,36,24,2,62);
INSERT INTO "sums_by_month" VALUES(12,'','2017-11',1,62,36,24,2,62);
INSERT INTO "sums_by_month" VALUES(12,'webinar','2017-11',1,62,36,24,2,62);
INSERT INTO "sums_by_month" VALUES(0,'','2018-07',1,50,29,21,0,0);
INSERT INTO "sums_by_month" VALUES(0,'online-discussion','2018-07',1,50,29,21,0,0);
INSERT INTO "sums_by_month" VALUES(13,'','2018-07',1,50,29,21,0,0);
INSERT INTO "sums_by_month" VALUES(13,'online-discussion','2018-07',1,50,29,21,0,0);
INSERT INTO "sums_by_month" VALUES(0,'','2018-09',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(0,'workshop','2018-09',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(14,'','2018-09',1,18,10,8,0,0);
INSERT INTO "sums_by_month" VALUES(14,'workshop','2018-09',1,18,10,8,0,0);
CREATE TABLE topics (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  slug TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (plan_id, slug)
);
INSERT INTO "topics" VALUES(1,1,'mainstreaming',0,'{"en":"Mainstreaming biosafety","zh":"生物安全主流化"}');
INSERT INTO "topics" VALUES(2,1,'integrated-implementation',1,'{"en":"Integrated implementation of the Protocol and the Convention","zh":"统筹执行《议定书》和《公约》"}');
INSERT INTO "topics" VALUES(3,1,'risk-assessment',2,'{"en":"Risk assessment","zh":"风险评估"}');
INSERT INTO "topics" VALUES(4,1,'lmo-e-learning',3,'{"en":"LMO e-learning","zh":"改性活生物体电子学习"}');
INSERT INTO "topics" VALUES(5,1,'handling-transport-packaging-and-identification',4,'{"en":"Handling, transport, packaging and identification","zh":"处理、运输、包装和标识"}');
INSERT INTO "topics" VALUES(6,1,'sampling-detection-and-identification',5,'{"en":"Sampling, detection and identification","zh":"取样、检测和识别"}');
INSERT INTO "topics" VALUES(7,1,'public-awareness-education-and-participation',6,'{"en":"Public awareness, education and participation","zh":"公众意识、教育和参与"}');
INSERT INTO "topics" VALUES(8,1,'liability-and-redress',7,'{"en":"Liability and redress","zh":"赔偿责任和补救"}');
CREATE TABLE units (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);
INSERT INTO "units" VALUES('parties','{"en":"Parties","zh":"缔约方"}');
INSERT INTO "units" VALUES('people','{"en":"people","zh":"人"}');
INSERT INTO "units" VALUES('countries','{"en":"countries","zh":"国家"}');
INSERT INTO "units" VALUES('case-studies','{"en":"case studies","zh":"个案研究"}');
INSERT INTO "units" VALUES('training-courses','{"en":"training courses","zh":"培训课程"}');
INSERT INTO "units" VALUES('e-learning-modules','{"en":"e-learning modules","zh":"电子学习模块"}');
INSERT INTO "units" VALUES('downloads-and-uses','{"en":"downloads and uses","zh":"下载和使用次数"}');
INSERT INTO "units" VALUES('workshops','{"en":"workshops","zh":"讲习班"}');
INSERT INTO "units" VALUES('downloads','{"en":"downloads","zh":"下载次数"}');
INSERT INTO "units" VALUES('collaborations','{"en":"collaborations","zh":"协作次数"}');
INSERT INTO "units" VALUES('toolkits-and-manuals','{"en":"toolkits and manuals","zh":"工具包和手册"}');
INSERT INTO "units" VALUES('materials-downloaded','{"en":"materials downloaded","zh":"被下载的教材"}');
CREATE TABLE update_drafts (
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  headline TEXT NOT NULL,
  done TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  risks TEXT NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  PRIMARY KEY (activity_id, author_id)
);
INSERT INTO "update_drafts" VALUES(7,2,'on-track','','A draft of an update','Half a sentence','','','2019-03-12 04:44:07.973714122');
CREATE TABLE version_activities (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  activity_id INTEGER NOT NULL REFERENCES activities (id),
  PRIMARY KEY (version_id, activity_id)
);
INSERT INTO "version_activities" VALUES(1,7);
INSERT INTO "version_activities" VALUES(2,7);
INSERT INTO "version_activities" VALUES(3,7);
INSERT INTO "version_activities" VALUES(3,8);
INSERT INTO "version_activities" VALUES(4,2);
INSERT INTO "version_activities" VALUES(5,2);
INSERT INTO "version_activities" VALUES(6,2);
INSERT INTO "version_activities" VALUES(7,3);
INSERT INTO "version_activities" VALUES(8,4);
INSERT INTO "version_activities" VALUES(9,4);
INSERT INTO "version_activities" VALUES(10,4);
INSERT INTO "version_activities" VALUES(10,13);
INSERT INTO "version_activities" VALUES(11,6);
INSERT INTO "version_activities" VALUES(12,8);
INSERT INTO "version_activities" VALUES(13,9);
INSERT INTO "version_activities" VALUES(14,9);
INSERT INTO "version_activities" VALUES(15,10);
INSERT INTO "version_activities" VALUES(16,12);
INSERT INTO "version_activities" VALUES(17,13);
INSERT INTO "version_activities" VALUES(18,14);
CREATE TABLE version_countries (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES countries (iso2),
  people INTEGER NOT NULL,
  PRIMARY KEY (version_id, country),
  CONSTRAINT version_countries_people CHECK (people > 0)
);
INSERT INTO "version_countries" VALUES(1,'GE',2);
INSERT INTO "version_countries" VALUES(1,'GH',2);
INSERT INTO "version_countries" VALUES(1,'KE',3);
INSERT INTO "version_countries" VALUES(1,'MD',2);
INSERT INTO "version_countries" VALUES(1,'NG',2);
INSERT INTO "version_countries" VALUES(1,'RS',2);
INSERT INTO "version_countries" VALUES(1,'TN',1);
INSERT INTO "version_countries" VALUES(1,'UA',2);
INSERT INTO "version_countries" VALUES(1,'UG',2);
INSERT INTO "version_countries" VALUES(1,'ZA',2);
INSERT INTO "version_countries" VALUES(2,'BO',3);
INSERT INTO "version_countries" VALUES(2,'CO',3);
INSERT INTO "version_countries" VALUES(2,'CR',2);
INSERT INTO "version_countries" VALUES(2,'CU',2);
INSERT INTO "version_countries" VALUES(2,'EC',3);
INSERT INTO "version_countries" VALUES(2,'GT',2);
INSERT INTO "version_countries" VALUES(2,'HN',2);
INSERT INTO "version_countries" VALUES(2,'PE',6);
INSERT INTO "version_countries" VALUES(2,'PY',2);
INSERT INTO "version_countries" VALUES(3,'BT',1);
INSERT INTO "version_countries" VALUES(3,'ID',3);
INSERT INTO "version_countries" VALUES(3,'KH',2);
INSERT INTO "version_countries" VALUES(3,'LA',2);
INSERT INTO "version_countries" VALUES(3,'MM',2);
INSERT INTO "version_countries" VALUES(3,'MY',7);
INSERT INTO "version_countries" VALUES(3,'PH',3);
INSERT INTO "version_countries" VALUES(3,'TH',3);
INSERT INTO "version_countries" VALUES(3,'VN',3);
INSERT INTO "version_countries" VALUES(4,'BF',2);
INSERT INTO "version_countries" VALUES(4,'BI',1);
INSERT INTO "version_countries" VALUES(4,'ET',6);
INSERT INTO "version_countries" VALUES(4,'KE',3);
INSERT INTO "version_countries" VALUES(4,'MG',2);
INSERT INTO "version_countries" VALUES(4,'ML',2);
INSERT INTO "version_countries" VALUES(4,'RW',2);
INSERT INTO "version_countries" VALUES(4,'SN',2);
INSERT INTO "version_countries" VALUES(4,'TG',2);
INSERT INTO "version_countries" VALUES(5,'FJ',5);
INSERT INTO "version_countries" VALUES(5,'KI',2);
INSERT INTO "version_countries" VALUES(5,'PW',1);
INSERT INTO "version_countries" VALUES(5,'SB',2);
INSERT INTO "version_countries" VALUES(5,'TO',2);
INSERT INTO "version_countries" VALUES(5,'TV',1);
INSERT INTO "version_countries" VALUES(5,'VU',2);
INSERT INTO "version_countries" VALUES(5,'WS',3);
INSERT INTO "version_countries" VALUES(6,'CR',3);
INSERT INTO "version_countries" VALUES(6,'CU',2);
INSERT INTO "version_countries" VALUES(6,'DO',2);
INSERT INTO "version_countries" VALUES(6,'GT',2);
INSERT INTO "version_countries" VALUES(6,'MX',3);
INSERT INTO "version_countries" VALUES(6,'NI',2);
INSERT INTO "version_countries" VALUES(6,'PA',5);
INSERT INTO "version_countries" VALUES(6,'SV',2);
INSERT INTO "version_countries" VALUES(7,'BT',2);
INSERT INTO "version_countries" VALUES(7,'CU',2);
INSERT INTO "version_countries" VALUES(7,'GE',2);
INSERT INTO "version_countries" VALUES(7,'KE',2);
INSERT INTO "version_countries" VALUES(7,'MD',2);
INSERT INTO "version_countries" VALUES(7,'ML',2);
INSERT INTO "version_countries" VALUES(7,'MY',2);
INSERT INTO "version_countries" VALUES(7,'PE',2);
INSERT INTO "version_countries" VALUES(8,'BF',3);
INSERT INTO "version_countries" VALUES(8,'BJ',2);
INSERT INTO "version_countries" VALUES(8,'CI',3);
INSERT INTO "version_countries" VALUES(8,'GN',2);
INSERT INTO "version_countries" VALUES(8,'ML',3);
INSERT INTO "version_countries" VALUES(8,'NE',2);
INSERT INTO "version_countries" VALUES(8,'SN',5);
INSERT INTO "version_countries" VALUES(8,'TG',2);
INSERT INTO "version_countries" VALUES(9,'BT',2);
INSERT INTO "version_countries" VALUES(9,'KH',3);
INSERT INTO "version_countries" VALUES(9,'LA',3);
INSERT INTO "version_countries" VALUES(9,'LK',2);
INSERT INTO "version_countries" VALUES(9,'MM',3);
INSERT INTO "version_countries" VALUES(9,'PH',2);
INSERT INTO "version_countries" VALUES(9,'VN',6);
INSERT INTO "version_countries" VALUES(10,'BR',5);
INSERT INTO "version_countries" VALUES(10,'DE',3);
INSERT INTO "version_countries" VALUES(10,'IN',4);
INSERT INTO "version_countries" VALUES(10,'MX',3);
INSERT INTO "version_countries" VALUES(10,'MY',3);
INSERT INTO "version_countries" VALUES(10,'NO',3);
INSERT INTO "version_countries" VALUES(10,'NZ',2);
INSERT INTO "version_countries" VALUES(10,'PH',2);
INSERT INTO "version_countries" VALUES(10,'US',2);
INSERT INTO "version_countries" VALUES(10,'ZA',2);
INSERT INTO "version_countries" VALUES(11,'DZ',2);
INSERT INTO "version_countries" VALUES(11,'EG',2);
INSERT INTO "version_countries" VALUES(11,'MA',6);
INSERT INTO "version_countries" VALUES(11,'MR',3);
INSERT INTO "version_countries" VALUES(11,'SD',2);
INSERT INTO "version_countries" VALUES(11,'TN',3);
INSERT INTO "version_countries" VALUES(12,'GH',2);
INSERT INTO "version_countries" VALUES(12,'KE',2);
INSERT INTO "version_countries" VALUES(12,'MW',2);
INSERT INTO "version_countries" VALUES(12,'MZ',2);
INSERT INTO "version_countries" VALUES(12,'NA',1);
INSERT INTO "version_countries" VALUES(12,'NG',2);
INSERT INTO "version_countries" VALUES(12,'ZA',5);
INSERT INTO "version_countries" VALUES(13,'BY',3);
INSERT INTO "version_countries" VALUES(13,'GE',6);
INSERT INTO "version_countries" VALUES(13,'KG',3);
INSERT INTO "version_countries" VALUES(13,'MD',4);
INSERT INTO "version_countries" VALUES(13,'RS',2);
INSERT INTO "version_countries" VALUES(13,'TJ',2);
INSERT INTO "version_countries" VALUES(13,'UA',3);
INSERT INTO "version_countries" VALUES(14,'CK',2);
INSERT INTO "version_countries" VALUES(14,'FJ',3);
INSERT INTO "version_countries" VALUES(14,'NU',2);
INSERT INTO "version_countries" VALUES(14,'TO',2);
INSERT INTO "version_countries" VALUES(14,'VU',2);
INSERT INTO "version_countries" VALUES(14,'WS',5);
INSERT INTO "version_countries" VALUES(15,'AL',3);
INSERT INTO "version_countries" VALUES(15,'CH',2);
INSERT INTO "version_countries" VALUES(15,'GE',2);
INSERT INTO "version_countries" VALUES(15,'KZ',3);
INSERT INTO "version_countries" VALUES(15,'MD',3);
INSERT INTO "version_countries" VALUES(15,'MK',2);
INSERT INTO "version_countries" VALUES(15,'RS',2);
INSERT INTO "version_countries" VALUES(16,'BR',4);
INSERT INTO "version_countries" VALUES(16,'BS',2);
INSERT INTO "version_countries" VALUES(16,'IN',6);
INSERT INTO "version_countries" VALUES(16,'JM',3);
INSERT INTO "version_countries" VALUES(16,'KE',5);
INSERT INTO "version_countries" VALUES(16,'LK',3);
INSERT INTO "version_countries" VALUES(16,'NP',2);
INSERT INTO "version_countries" VALUES(16,'TT',2);
INSERT INTO "version_countries" VALUES(17,'AR',4);
INSERT INTO "version_countries" VALUES(17,'CO',5);
INSERT INTO "version_countries" VALUES(17,'CR',4);
INSERT INTO "version_countries" VALUES(17,'EC',3);
INSERT INTO "version_countries" VALUES(17,'ES',2);
INSERT INTO "version_countries" VALUES(17,'MX',7);
INSERT INTO "version_countries" VALUES(17,'PE',4);
INSERT INTO "version_countries" VALUES(18,'AG',2);
INSERT INTO "version_countries" VALUES(18,'BB',4);
INSERT INTO "version_countries" VALUES(18,'GD',2);
INSERT INTO "version_countries" VALUES(18,'GY',2);
INSERT INTO "version_countries" VALUES(18,'JM',2);
INSERT INTO "version_countries" VALUES(18,'LC',2);
INSERT INTO "version_countries" VALUES(18,'SR',1);
INSERT INTO "version_countries" VALUES(18,'TT',2);
INSERT INTO "version_countries" VALUES(18,'VC',1);
CREATE TABLE version_groups (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  stakeholder_group TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (version_id, stakeholder_group),
  CONSTRAINT version_groups_people CHECK (people > 0)
);
INSERT INTO "version_groups" VALUES(1,'government',14);
INSERT INTO "version_groups" VALUES(1,'academia',6);
INSERT INTO "version_groups" VALUES(2,'government',16);
INSERT INTO "version_groups" VALUES(2,'academia',7);
INSERT INTO "version_groups" VALUES(2,'private-sector',2);
INSERT INTO "version_groups" VALUES(3,'government',18);
INSERT INTO "version_groups" VALUES(3,'academia',8);
INSERT INTO "version_groups" VALUES(4,'government',15);
INSERT INTO "version_groups" VALUES(4,'academia',3);
INSERT INTO "version_groups" VALUES(4,'civil-society',3);
INSERT INTO "version_groups" VALUES(4,'indigenous-peoples',1);
INSERT INTO "version_groups" VALUES(5,'government',13);
INSERT INTO "version_groups" VALUES(5,'civil-society',3);
INSERT INTO "version_groups" VALUES(5,'indigenous-peoples',2);
INSERT INTO "version_groups" VALUES(6,'government',14);
INSERT INTO "version_groups" VALUES(6,'academia',4);
INSERT INTO "version_groups" VALUES(6,'civil-society',3);
INSERT INTO "version_groups" VALUES(7,'government',14);
INSERT INTO "version_groups" VALUES(7,'international-organisation',2);
INSERT INTO "version_groups" VALUES(8,'government',15);
INSERT INTO "version_groups" VALUES(8,'academia',7);
INSERT INTO "version_groups" VALUES(9,'government',14);
INSERT INTO "version_groups" VALUES(9,'academia',7);
INSERT INTO "version_groups" VALUES(11,'government',13);
INSERT INTO "version_groups" VALUES(11,'private-sector',5);
INSERT INTO "version_groups" VALUES(12,'government',7);
INSERT INTO "version_groups" VALUES(12,'academia',9);
INSERT INTO "version_groups" VALUES(13,'government',12);
INSERT INTO "version_groups" VALUES(13,'academia',2);
INSERT INTO "version_groups" VALUES(13,'civil-society',9);
INSERT INTO "version_groups" VALUES(14,'government',9);
INSERT INTO "version_groups" VALUES(14,'civil-society',4);
INSERT INTO "version_groups" VALUES(14,'indigenous-peoples',3);
INSERT INTO "version_groups" VALUES(15,'government',11);
INSERT INTO "version_groups" VALUES(15,'civil-society',6);
INSERT INTO "version_groups" VALUES(18,'government',15);
INSERT INTO "version_groups" VALUES(18,'academia',3);
CREATE TABLE version_organisers (
  version_id INTEGER NOT NULL REFERENCES event_versions (id) ON DELETE CASCADE,
  organisation_id INTEGER NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (version_id, organisation_id)
);
INSERT INTO "version_organisers" VALUES(1,4);
INSERT INTO "version_organisers" VALUES(2,4);
INSERT INTO "version_organisers" VALUES(3,4);
INSERT INTO "version_organisers" VALUES(3,7);
INSERT INTO "version_organisers" VALUES(4,1);
INSERT INTO "version_organisers" VALUES(4,3);
INSERT INTO "version_organisers" VALUES(5,1);
INSERT INTO "version_organisers" VALUES(6,1);
INSERT INTO "version_organisers" VALUES(7,2);
INSERT INTO "version_organisers" VALUES(7,3);
INSERT INTO "version_organisers" VALUES(8,9);
INSERT INTO "version_organisers" VALUES(9,9);
INSERT INTO "version_organisers" VALUES(10,9);
INSERT INTO "version_organisers" VALUES(11,9);
INSERT INTO "version_organisers" VALUES(12,1);
INSERT INTO "version_organisers" VALUES(12,7);
INSERT INTO "version_organisers" VALUES(13,1);
INSERT INTO "version_organisers" VALUES(13,8);
INSERT INTO "version_organisers" VALUES(14,1);
INSERT INTO "version_organisers" VALUES(15,8);
INSERT INTO "version_organisers" VALUES(16,1);
INSERT INTO "version_organisers" VALUES(17,1);
INSERT INTO "version_organisers" VALUES(17,8);
INSERT INTO "version_organisers" VALUES(18,9);
CREATE INDEX people_by_organisation ON people (organisation_id);
CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX links_by_person ON links (person_id);
CREATE INDEX activities_by_lead ON activities (lead_id);
CREATE INDEX activity_partners_by_organisation ON activity_partners (organisation_id);
CREATE INDEX progress_updates_by_activity ON progress_updates (activity_id, id);
CREATE INDEX history_by_subject ON history (subject_kind, subject_id, id);
CREATE INDEX events_by_author ON events (author_id);
CREATE INDEX events_by_organisation ON events (organisation_id);
CREATE INDEX event_activities_by_activity ON event_activities (activity_id);
CREATE INDEX event_co_organisers_by_organisation ON event_co_organisers (organisation_id);
CREATE INDEX event_countries_by_country ON event_countries (country);
CREATE INDEX attachments_by_event ON attachments (event_id);
CREATE INDEX objective_links_by_activity ON objective_links (activity_id);
CREATE INDEX relationships_by_organisation ON relationships (organisation_id);
CREATE INDEX relationships_by_counterpart ON relationships (counterpart_id);
CREATE INDEX organisation_members_by_member ON organisation_members (member_id);
CREATE INDEX event_versions_by_event ON event_versions (event_id);
CREATE INDEX event_versions_by_time ON event_versions (to_at, from_at);
CREATE INDEX version_activities_by_activity ON version_activities (activity_id);
CREATE INDEX version_organisers_by_organisation ON version_organisers (organisation_id);
CREATE INDEX version_countries_by_country ON version_countries (country);
CREATE INDEX indicator_terms_by_indicator ON indicator_terms (indicator_id);
CREATE INDEX measurements_by_indicator ON measurements (indicator_id, measured_on);
CREATE INDEX measurements_by_stage ON measurements (stage, stage_at);
CREATE INDEX outputs_by_activity ON outputs (activity_id);
CREATE INDEX deliveries_by_output ON deliveries (output_id);
CREATE INDEX deliveries_by_stage ON deliveries (stage, stage_at);
CREATE INDEX outcome_evidence_by_activity ON outcome_evidence (activity_id);
CREATE INDEX contributions_by_donor ON contributions (donor_id);
CREATE INDEX contribution_activities_by_activity ON contribution_activities (activity_id);
CREATE INDEX contribution_payments_by_contribution ON contribution_payments (contribution_id);
CREATE INDEX expenditures_by_activity ON expenditures (activity_id);
CREATE INDEX expenditures_by_spender ON expenditures (spender_id);
CREATE INDEX exchange_rates_by_currency ON exchange_rates (to_currency, from_currency);
CREATE INDEX money_versions_by_subject ON money_versions (subject, subject_id);
CREATE INDEX outbox_waiting ON outbox (due_at, id) WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX reminder_rules_by_activity ON reminder_rules (activity_id);
CREATE INDEX reminders_told_by_digest ON reminders_told (digest_id);
CREATE INDEX events_by_newest ON events (starts_on DESC, id DESC);
CREATE INDEX reports_by_plan ON reports (plan_id);
CREATE INDEX report_narratives_by_activity ON report_narratives (activity_id);
CREATE INDEX events_by_merging ON events (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX events_by_stage ON events (stage, merged_into_id, stage_at);
CREATE INDEX events_by_end ON events (ends_on);
CREATE INDEX events_by_place ON events (country, starts_on, ends_on);
CREATE TRIGGER reports_stay_unchanged BEFORE UPDATE ON reports WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen report never changes'); END;
CREATE TRIGGER reports_stay BEFORE DELETE ON reports WHEN OLD.frozen_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a frozen report is never removed'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event_versions',18);
INSERT INTO "sqlite_sequence" VALUES('organisations',66);
INSERT INTO "sqlite_sequence" VALUES('history',320);
INSERT INTO "sqlite_sequence" VALUES('plans',1);
INSERT INTO "sqlite_sequence" VALUES('topics',8);
INSERT INTO "sqlite_sequence" VALUES('activities',14);
INSERT INTO "sqlite_sequence" VALUES('activity_decisions',21);
INSERT INTO "sqlite_sequence" VALUES('expected_results',16);
INSERT INTO "sqlite_sequence" VALUES('indicators',25);
INSERT INTO "sqlite_sequence" VALUES('objectives',23);
INSERT INTO "sqlite_sequence" VALUES('relationships',73);
INSERT INTO "sqlite_sequence" VALUES('people',7);
INSERT INTO "sqlite_sequence" VALUES('progress_updates',33);
INSERT INTO "sqlite_sequence" VALUES('events',28);
INSERT INTO "sqlite_sequence" VALUES('outputs',11);
INSERT INTO "sqlite_sequence" VALUES('deliveries',16);
INSERT INTO "sqlite_sequence" VALUES('indicator_terms',11);
INSERT INTO "sqlite_sequence" VALUES('measurements',13);
INSERT INTO "sqlite_sequence" VALUES('contributions',3);
INSERT INTO "sqlite_sequence" VALUES('contribution_payments',3);
INSERT INTO "sqlite_sequence" VALUES('money_versions',6);
INSERT INTO "sqlite_sequence" VALUES('expenditures',3);
INSERT INTO "sqlite_sequence" VALUES('exchange_rates',1);
INSERT INTO "sqlite_sequence" VALUES('reports',3);
INSERT INTO "sqlite_sequence" VALUES('reminder_digests',6);
INSERT INTO "sqlite_sequence" VALUES('outbox',13);
INSERT INTO "sqlite_sequence" VALUES('sessions',10);
INSERT INTO "sqlite_sequence" VALUES('attachments',1);
INSERT INTO "sqlite_sequence" VALUES('reminder_rules',2);
INSERT INTO "sqlite_sequence" VALUES('outcome_evidence',1);
COMMIT;
