#!/usr/bin/env python3
"""Guides in the national field names with planted defects D1 to D6, and with what only looks like a defect.

Four banks of phrases that share none: guides made of the first may be looked at while rules are made, those of the
second are only counted, the third and fourth were written later. `make_guides.py` writes guides_a.jsonl to
guides_d.jsonl, `--check` compares them.
"""
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent
COUNT = 80

# Slots: name-only procedures, told stages, limits, contacts, fees, materials; each good (kept) and bad (planted).
A = {
    "items": ["旅行社设立许可", "烟花爆竹零售经营许可", "民办学校举办者变更", "取水口迁建备案", "特困人员救助供养认定",
              "公共场所卫生许可", "内河船舶国籍登记", "临时占用城市绿化用地审批", "住房公积金提取", "演出经纪资格认定"],
    "only_names": [
        ["申请", "受理", "审查", "决定", "送达"],
        ["窗口收件", "科室审核", "领导审批", "办结"],
        ["（一）申请", "（二）受理", "（三）审核", "（四）批准", "（五）制证发证"],
        ["①提交材料", "②审查材料", "③作出决定"],
        ["网上申报", "预审", "现场踏勘", "专家评审", "审定", "公示", "发证"],
        ["第一步：受理", "第二步：审核", "第三步：办结"],
        ["依法受理", "依法审查", "依法作出决定"],
        ["申请环节", "受理环节", "审批环节"],
        ["收件登记；", "承办人初审；", "负责人复核；", "局长签发；"],
        ["Step1 申请", "Step2 受理", "Step3 审批"],
    ],
    "only_texts": ["申请→受理→审核→办结", "1.申请 2.受理 3.审查 4.决定", "申请-受理-审批-送达", "申请、受理、审查、决定"],
    "told": [
        ["受理", "窗口逐页核对原件后退还原件，缺页的当场写明并交给来人"],
        ["现场核查", "两名检查员带执法记录仪到店，量出操作间面积并拍照存档"],
        ["决定", "处长在系统里签字，不同意的要写出哪一条不符合"],
        ["审查", "承办人电话核实工作经历，3个工作日内写出核实记录"],
        ["送达", "证照寄到登记的住址，短信告诉快递单号"],
        ["公示", "名单在镇政府门口和网站张贴七天，写明举报电话"],
    ],
    "told_texts": ["申请人在手机上填表并拍照上传→窗口2个工作日内核对→经办人上门量面积→局长签字→寄出证书",
                   "受理：当场查看原件；审查：两人上门看设备，拍照留存；发证：当天在窗口拿证"],
    "limits": [
        {"promise_day": "5", "promise_type": "工作日"}, {"promise_day": 12, "promise_type": "1"},
        {"promise_day": "7个工作日"}, {"promise_day": 20, "promise_type": "自然日"},
        {"promise_day": "24", "promise_type": "小时"}, {"promise_day": None, "promise_explain": "当场办结"},
        {"promise_day": "", "promise_explain": "自受理之日起十五个工作日"}, {"promise_day": 3.0, "promise_type": "工作日"},
        {"promise_day": "0", "promise_type": "工作日", "promise_explain": "即来即办"},
        {"promise_day": "２个工作日"}, {"promise_day": "三个工作日"},
    ],
    "no_limits": [
        {}, {"promise_day": ""}, {"promise_day": None, "promise_type": "工作日"},
        {"promise_day": "无"}, {"promise_day": "/"}, {"promise_day": "—", "promise_type": "工作日"},
        {"promise_day": "", "promise_explain": "按规定时限办理"}, {"promise_day": None, "promise_explain": "尽快办结"},
        {"promise_day": "视材料情况确定"}, {"promise_day": "", "promise_explain": "以法律法规规定为准"},
        {"promise_day": "", "promise_explain": "一般情况下很快"},
    ],
    "contacts": ["0571-87654321", "（0571）87654321", "咨询电话：0571 8765 4321", "12345", "13800571234",
                 "0571－87654321转8012", "400-826-1234", "0571-87654321/87654322", "联系人：王敏，电话87654321（区号0571）",
                 "＋86-571-87654321", "税务热线12366"],
    "no_contacts": ["", "无", "/", "见门户网站", "窗口咨询", "详见部门通讯录", "办事大厅三楼5号窗口", "邮编：310000",
                    "zwfw2020@example.gov.cn", "微信公众号留言", "0571-", "略", "暂无", None, "请拨打前台电话"],
    "fees": [
        {"is_fee": "否"}, {"is_fee": "0"}, {"is_fee": False}, {"is_fee": "不收费", "fee_stand": "无"},
        {"is_fee": 0, "fee_basis": "无"}, {"is_fee": "N"}, {"is_fee": "免费"},
        {"is_fee": "是", "fee_stand": "每本10元", "fee_basis": "省物价局、财政厅收费批复（价费〔2011〕18号）"},
        {"is_fee": "1", "fee_stand": "二十元/证", "fee_basis": "国家发展改革委公告2017年第7号"},
        {"is_fee": 1, "fee_stand": "每平方米0.8元", "fee_basis": "市政府令第120号第九条"},
        {"is_fee": "是", "fee_project": [{"fee_name": "考务费", "fee_stand": "61元/科", "by_law": "省发改价格函〔2016〕5号"}]},
        {"is_fee": True, "fee_stand": "小微企业免收，其他企业每户50元", "fee_basis": "省财综〔2019〕3号"},
    ],
    "bad_fees": [
        {"is_fee": "是", "fee_stand": "", "fee_basis": "省物价局文件（价费〔2011〕18号）"},
        {"is_fee": "是", "fee_stand": "每本10元", "fee_basis": ""}, {"is_fee": "1", "fee_stand": "按规定收取", "fee_basis": "省物价局文件"},
        {"is_fee": True}, {"is_fee": 1, "fee_stand": "/", "fee_basis": "市政府令第120号"},
        {"is_fee": "是", "fee_stand": "每本10元", "fee_basis": "无"}, {"is_fee": "收费", "fee_stand": "见收费公示栏", "fee_basis": "价费〔2011〕18号"},
        {"is_fee": "是", "fee_project": [{"fee_name": "考务费", "fee_stand": "", "by_law": "省发改价格函〔2016〕5号"}]},
        {"is_fee": "Y", "fee_stand": None, "fee_basis": None}, {"is_fee": "是", "fee_stand": "每本10元", "fee_basis": "——"},
    ],
    "papers": ["营业执照副本", "身份证正反面复印件", "与经营规模相适应的仓储设施的产权证明", "法人或者其他组织的登记证书",
               "有关主管部门核发的排污许可证", "经营场所平面图（标明面积和出口）", "其他股东同意转让的书面决议",
               "本科及以上学历证书", "相关专业的中级职称证书", "由其他医疗机构出具的转诊证明", "社区出具的独居证明",
               "《其他需要说明的情况表》以外的验收报告", "近两年的纳税证明", "户口簿首页和本人页", "消防验收合格意见",
               "与居住地有关部门签订的安置协议", "土地租赁合同", "职工代表大会决议"],
    "loose": ["其他相关材料", "法律法规规定的其他材料", "有关证明材料", "相关资料", "必要的证明文件", "主管部门要求的其他文件",
              "经营情况的有关资料", "其他", "身份证及其他需要的材料", "设备的相关技术资料", "残疾证等相关证明材料",
              "审批机关认为应当提交的其他资料", "符合条件的证明材料", "办理业务所需的资料"],
    "forms": ["旅行社设立申请书", "公共场所卫生许可申请表", "变更登记申请书", "资格认定申请表", "提取申请表",
              "材料真实性承诺书", "诚信承诺书", "备案登记表", "船舶国籍登记申请表"],
    "filled_before": ["设立申请书复印件（原审批机关存档件）", "资产负债表", "课程表", "上年度经审计的现金流量表", "体检表"],
    "files": ["/forms/12.docx", "https://zwfw.example.gov.cn/f/3391.doc", "公共场所卫生许可申请表.docx",
              "8f14e45f-ceea-4672-a9b3-17c4", [{"name": "申请表.doc", "url": "/f/1.doc"}], "附件1：申请表.wps"],
    "no_files": ["", None, "无", "/", "—", "暂无", [], "无空白表", "待上传"],
    "notes": ["用黑色签字笔填写，日期写年月日", "第3栏按执照上的名称填写", "姓名与身份证一致", "星号为必填"],
    "no_notes": ["", None, "无", "/", "略", "——", "暂无"],
    "types": ["原件", "复印件", "1", "原件和复印件", "电子文件"],
    "formats": ["纸质", "电子", "纸质或电子", "1", "电子化"],
    "counts": [1, "2", "1份", "一式两份", 3, "原件1份、复印件1份"],
    "no_formats": ["", None, "无", "/", "—", "不详", "暂无"],
    "none": [[], "无", "无需提交材料", "/", "不需要材料"],
}
B = {
    "items": ["药品零售企业筹建", "出租汽车驾驶员注册", "水产苗种生产许可", "社会团体章程核准", "残疾儿童康复救助",
              "户外招牌设置备案", "职业技能培训补贴申领", "林木采伐审批", "养老机构备案", "计量标准器具核准"],
    "only_names": [
        ["接件", "初审", "复审", "终审", "发证"],
        ["申请人申请", "部门受理", "部门审核", "部门决定"],
        ["1）申报", "2）受理", "3）核准", "4）领证"],
        ["一、申请", "二、受理", "三、审查", "四、办结"],
        ["预约取号", "材料审核", "缴费", "制证", "取证"],
        ["受理阶段", "审核阶段", "决定阶段", "送达阶段"],
        ["进行受理", "进行审查", "出具结果"],
        ["登记备案", "归档"],
        ["村级申请。", "乡镇审核。", "县级审批。"],
        ["勘验", "检测", "评审", "核发证书"],
    ],
    "only_texts": ["接件—审核—发证", "申报->受理->核准->领证", "（1）申请（2）受理（3）审批（4）办结", "受理\n审查\n决定\n送达"],
    "told": [
        ["接件", "前台用高拍仪扫描原件，系统随即打印编号条码给来办的人"],
        ["实地查看", "水产站派人到塘口查水源、测溶氧，写下池塘编号"],
        ["审批", "分管副局长在2个工作日里批完，退回的写明差哪份证明"],
        ["复核", "民政所上门问邻居，核对家里几口人、靠什么生活"],
        ["领取", "凭条码到自助柜取证，也可以让快递送到家"],
        ["检测", "把样机送到省院测误差，7个工作日出数据"],
    ],
    "told_texts": ["网上填表->审核员次日打电话核对->站里派人到塘口取水样->结果短信告知",
                   "1.来人带身份证到二楼取号 2.工作人员在系统里查参保记录 3.两天后短信告知能领多少钱"],
    "limits": [
        {"promise_day": 1, "promise_type": "工作日"}, {"promise_day": "10", "promise_type": "2"},
        {"promise_day": "15日", "promise_type": ""}, {"promise_day": "2小时"}, {"promise_day": "30分钟"},
        {"promise_day": "", "promise_explain": "即时办结"}, {"promise_day": None, "promise_explain": "材料齐全的，立等可取"},
        {"promise_day": "十个工作日"}, {"promise_day": "0", "promise_type": "小时", "promise_explain": "马上办"},
        {"promise_day": "1.0", "promise_type": "个月"}, {"promise_day": "不超过8个工作日"},
    ],
    "no_limits": [
        {"promise_type": "工作日"}, {"promise_day": "  "}, {"promise_day": "-"}, {"promise_day": "null"},
        {"promise_day": "", "promise_explain": "按照有关规定执行"}, {"promise_day": None, "promise_explain": "根据工作安排确定"},
        {"promise_day": "及时办理"}, {"promise_day": "", "promise_explain": "咨询窗口"}, {"promise_day": "待定"},
        {"promise_day": "", "promise_explain": "法定时限内"}, {"promise_day": "略"},
    ],
    "contacts": ["028-8123 4567", "电话：(028)81234567", "024-23456789-801", "96005", "固话 0838-2345678，手机 139 0838 1234",
                 "8007654321", "０２８－８１２３４５６７", "李科长 028—81234567", "公安服务热线：12389", "95598",
                 "86-28-81234567", "0838-2345678、2345679"],
    "no_contacts": ["请到窗口咨询", "暂未开通", "-", "——", "同上", "官网查询", "QQ留言", "二楼B区12窗", "028-xxxxxxxx", "None",
                    "邮政编码 618000", "工作日9:00-12:00接听", "service@12345.example.cn", "待补充", "政务服务大厅"],
    "fees": [
        {"is_fee": "不收费"}, {"is_fee": "2"}, {"is_fee": "false"}, {"is_fee": "无"}, {"is_fee": "否", "fee_stand": "—", "fee_basis": "—"},
        {"is_fee": "n"}, {"is_fee": None}, {"is_fee": "不收取任何费用"},
        {"is_fee": "true", "fee_stand": "100元", "fee_basis": "川发改价格〔2018〕88号"},
        {"is_fee": "是", "fee_standard": "首次免收，补领每证十元", "fee_basis": "《证照工本费管理规定》第六条"},
        {"is_fee": "收费", "fee_stand": "按成交价的千分之三", "fee_basis": "省财政厅公告2020年第2号"},
        {"is_fee": "Y", "fees": [{"name": "检定费", "standard": "每台150元", "basis": "省物价局价函〔2012〕9号"}]},
    ],
    "bad_fees": [
        {"is_fee": "是", "fee_stand": "暂无", "fee_basis": "川发改价格〔2018〕88号"}, {"is_fee": "1", "fee_stand": "100元", "fee_basis": "/"},
        {"is_fee": "true", "fee_stand": "按国家标准", "fee_basis": "川发改价格〔2018〕88号"}, {"is_fee": "是", "fee_project": []},
        {"is_fee": "是", "fee_stand": "详见收费目录", "fee_basis": "省收费目录"}, {"is_fee": True, "fee_stand": "100元"},
        {"is_fee": "收费", "fee_stand": "以缴费通知单为准", "fee_basis": "省财政厅公告"}, {"is_fee": "y", "fee_basis": "川发改价格〔2018〕88号"},
        {"is_fee": "是", "fees": [{"name": "检定费", "standard": "每台150元", "basis": ""}]}, {"is_fee": "是", "fee_stand": "略", "fee_basis": "略"},
    ],
    "papers": ["药师注册证", "承包经营权证书", "与其他水面之间的界限图", "相关负责人的任职文件", "除本人外其他共有人的同意书原件（已公证）",
               "村委会盖章的塘口位置图", "具有相应资质的机构出具的检测报告", "银行卡复印件", "康复机构开具的训练发票",
               "符合国家标准的计量器具检定证书", "换届大会会议纪要", "从业资格证", "驾驶证和行驶证", "所在单位或者有关社会组织出具的推荐信",
               "建筑物外立面效果图", "采伐地点的四至图", "医保结算单", "护理人员的健康证"],
    "loose": ["其他应当提供的资料", "有关部门规定的其他证明", "相关证件", "经营场所的相关证明", "必要的手续", "民政部门需要的其他材料",
              "塘口的有关材料", "其他证明文件", "章程、名单及其他有关文件", "设施设备等有关资料", "与补贴有关的材料",
              "林业部门要求补充的材料", "根据规定需要提交的材料", "医疗费用的相关凭证"],
    "forms": ["药品经营企业筹建申请表", "从业人员注册登记表", "苗种生产许可证申请书", "康复救助申请审批表", "培训补贴申领表",
              "采伐申请表", "养老机构备案承诺书", "住所（经营场所）承诺书", "设置备案表"],
    "filled_before": ["原申请表存根复印件", "利润表", "检测报告附表", "设备一览表", "工资表"],
    "files": ["http://download.example.cn/a?id=9", "/attach/2021/cf.pdf", "培训补贴申领表（2021版）.xls", "AF03219", {"url": "/b/2.docx"}, "下载：/d/7.docx"],
    "no_files": ["-", "没有", "null", {}, "无附件", "--", "N/A", "空"],
    "notes": ["开户行写到支行", "一人一表，不得涂改", "面积按平方米填，保留两位小数", "由监护人签名"],
    "no_notes": ["-", "没有", "null", "N/A", "无填报须知", "同上", "  "],
    "types": ["纸质原件", "证照", "2", "复印件（盖章）", "电子证照"],
    "formats": ["纸质件", "2", "电子件", "纸质、电子均可", "3"],
    "counts": [2, "1", "各1份", "两份", "1份（验原件）", 4],
    "no_formats": ["-", "没有", "null", "待补充", "--", "N/A", "空"],
    "none": [[], "无需材料", "不需要提供任何材料", "—", "免提交"],
}


C = {
    "items": ["采矿权延续登记", "文物修缮工程核准", "宗教活动场所登记", "公墓设置审批", "危险化学品经营许可",
              "辐射安全许可", "海域使用权登记", "会计师事务所分所设立", "异地就医备案", "居住证申领"],
    "only_names": [
        ["提出申请", "予以受理", "组织审查", "作出决定", "颁证"],
        ["窗口接收", "部门会审", "领导签批", "窗口发件"],
        ["阶段一 申请受理", "阶段二 审查核准", "阶段三 证件送达"],
        ["STEP 1：申报", "STEP 2：审核", "STEP 3：办结归档"],
        ["登记", "复审", "批准", "公告"],
        ["甲、申请", "乙、审查", "丙、发证"],
        ["申请受理", "技术审查", "行政审批", "结果公开"],
        ["1、受理；", "2、审查；", "3、决定；", "4、送达。"],
    ],
    "only_texts": ["申请 → 受理 → 专家评审 → 批准 → 发证", "受理/审核/决定/送达", "申请—>受理—>审查—>办结", "①受理②审查③决定"],
    "told": [
        ["受理", "收件人把坐标导入系统，和相邻矿权套合后打印比对图"],
        ["现场踏勘", "文物科和设计单位一起到院落里查梁架，逐根拍照编号"],
        ["审查", "两名会计科人员抽查三份底稿，写出抽查意见"],
        ["决定", "局务会每周四研究一次，不准的在决定书里写清理由和复议期限"],
        ["领证", "本人刷身份证在自助机上取，取不了的打柜台电话邮寄"],
        ["监测", "带着剂量仪到机房四周测八个点，读数记入表格"],
    ],
    "told_texts": ["先在网上预约→到社区交照片和租房合同→民警三天内上门看一次→短信通知取证",
                   "核对：柜台把海图坐标输进系统查重叠；公示：在村口贴十天；登簿：当日写入登记簿并给证"],
    "limits": [
        {"promise_day": "9", "promise_type": "个工作日"}, {"promise_day": 18, "promise_type": "工作日"},
        {"promise_day": "六个工作日"}, {"promise_day": "承诺11个工作日"}, {"promise_day": "4", "promise_type": "天"},
        {"promise_day": "", "promise_explain": "现场即办"}, {"promise_day": "", "promise_explain": "收件当日办结"},
        {"promise_day": "二十五日"}, {"promise_day": "48小时"}, {"promise_day": "3～5个工作日"},
    ],
    "no_limits": [
        {}, {"promise_day": "暂无"}, {"promise_day": "N/A"}, {"promise_day": "", "promise_type": "1"},
        {"promise_day": "", "promise_explain": "依照法律规定的期限"}, {"promise_day": "", "promise_explain": "视具体情况而定"},
        {"promise_day": "尽早"}, {"promise_day": "", "promise_explain": "以窗口答复为准"}, {"promise_day": "按程序办理"},
        {"promise_day": "——"},
    ],
    "contacts": ["0451-55667788", "TEL:0451-55667788", "海事热线：12395", "(0451)5566-7788", "045155667788",
                 "0451-55667788（工作日）", "15904511234（微信同号）", "12348", "总机0451-55667788，转3号分机", "0451 5566 7788"],
    "no_contacts": ["请致电服务台", "见公告栏", "/", "null", "无电话", "三号楼一层大厅", "gongmu@example.org.cn", "邮编150001",
                    "另行公布", "8:30—17:00", "公众号“示范发布”", "登录网站留言", "0451-********"],
    "fees": [
        {"is_fee": "否"}, {"is_fee": "免收"}, {"is_fee": "0", "fee_stand": "无", "fee_basis": "无"}, {"is_fee": "不涉及收费"},
        {"is_fee": "是", "fee_stand": "每宗550元", "fee_basis": "财税〔2016〕79号第一条"},
        {"is_fee": "1", "fee_stand": "每车每年80元", "fee_basis": "国家发展改革委、财政部公告2019年第4号"},
        {"is_fee": True, "fee_project": [{"fee_name": "登记费", "fee_stand": "80元/件", "by_law": "发改价格规〔2016〕2559号"}]},
        {"is_fee": "收费", "fee_stand": "按合同金额的0.2%收取", "fee_basis": "省政府令第33号第十二条"},
    ],
    "bad_fees": [
        {"is_fee": "是", "fee_stand": "按规定标准执行", "fee_basis": "财税〔2016〕79号"}, {"is_fee": "是", "fee_stand": "每宗550元", "fee_basis": "暂无"},
        {"is_fee": "1"}, {"is_fee": "是", "fee_stand": "详询窗口", "fee_basis": "省政府令第33号"},
        {"is_fee": True, "fee_project": [{"fee_name": "登记费", "fee_stand": "/", "by_law": "发改价格规〔2016〕2559号"}]},
        {"is_fee": "收费", "fee_stand": "", "fee_basis": ""},
    ],
    "papers": ["矿区范围图", "古建筑现状勘测报告", "与相邻单位签订的安全距离协议", "注册会计师执业证书", "其他合伙人同意设立分所的决议",
               "职业健康检查报告", "宗海界址图", "教职人员证书", "与申请人有近亲属关系的证明（户口簿或者公安机关出具）", "就读学校出具的在读证明",
               "有关工会组织的推荐意见", "机房屏蔽设计图", "公墓选址的地形图", "租赁备案证明"],
    "loose": ["其他必需的文件", "采矿活动的有关资料", "登记机关规定的其它材料", "相关佐证材料", "能够说明情况的相关文件",
              "法律、行政法规要求的其他申请材料", "安全方面的有关证明", "需要的证件", "医保部门认为必要的其他凭证", "资金落实的相关证明"],
    "forms": ["采矿权延续登记申请书", "修缮工程申报表", "场所登记申请表", "经营许可证申请表", "居住证申领表", "个人承诺书", "异地就医备案表"],
    "filled_before": ["工程量清单", "收支明细表", "审计报告附表", "人员花名册"],
    "files": ["/download/71.docx", "https://files.example.gov.cn/7/71.pdf", "居住证申领表（样式）.doc", "B2F1-77", {"url": "/x/9.wps"}],
    "no_files": ["", None, "无", "待完善", "暂缺", [], "——", "未上传"],
    "notes": ["坐标写2000国家大地坐标系", "正楷填写，签名按手印", "金额大写", "照片贴在右上角"],
    "no_notes": ["", None, "无", "略", "暂无说明", "/", "待补充"],
    "types": ["原件", "复印件", "原件或复印件", "1", "电子照"],
    "formats": ["纸质", "电子", "纸质/电子", "2", "电子版"],
    "counts": [1, "3份", "正本1份，副本2份", "一份", "2", "一式三份"],
    "no_formats": ["", None, "无", "不详", "待定", "—"],
    "none": [[], "无需材料", "无", "不需要"],
}


D = {
    "items": ["外国人来华工作许可", "挖掘城市道路审批", "校车使用许可", "兽药经营许可", "农村宅基地批准", "超限运输车辆通行许可",
              "增值电信业务经营许可", "工伤认定", "民族成份变更", "排水许可"],
    "only_names": [
        ["收件", "审核", "核准", "送证"],
        ["１．申请", "２．受理", "３．审批", "４．办结"],
        ["【受理】", "【审查】", "【决定】", "【送达】"],
        ["Ⅰ 申请", "Ⅱ 审查", "Ⅲ 发证"],
        ["经办人办理", "科长审核", "局长审批"],
        ["网上申请", "网上受理", "网上审批", "结果领取"],
        ["提交申请材料", "受理申请材料", "审查申请材料", "作出审批决定"],
        ["受理登记", "调查核实", "集体研究", "制发文书"],
    ],
    "only_texts": ["申请=>受理=>审查=>决定=>送达", "受理；审核；批准；发证", "（一）受理（二）审查（三）决定", "申报 | 受理 | 审批 | 办结"],
    "told": [
        ["收件", "柜员把护照在读卡器上扫一遍，照片当场拍，不用自带"],
        ["现场查验", "两人带卷尺去量开挖的长宽，和图上差半米以上的退回重画"],
        ["审核", "班线由交警、教育两家一起走一趟，把每个停靠点的照片存进档案"],
        ["决定", "批与不批都在系统里写出理由，手机上随时能看"],
        ["调查", "到工地找两个一起干活的人各问一遍，笔录当面念给本人听"],
        ["发证", "证做好后短信告诉取件码，自助柜一天二十四小时能取"],
    ],
    "told_texts": ["手机上拍照上传→后台一个工作日看完→不清楚的打电话问→证寄到单位",
                   "来人在一楼交表；二楼的人查一遍档案，差的当面写条子；第三天打电话叫来拿"],
    "limits": [
        {"promise_day": "14", "promise_type": "工作日"}, {"promise_day": 1.0, "promise_type": "个工作日"},
        {"promise_day": "五个工作日内"}, {"promise_day": "7", "promise_type": "日"}, {"promise_day": "2个月"},
        {"promise_day": "", "promise_explain": "立等可取"}, {"promise_day": None, "promise_explain": "受理后三日内办结"},
        {"promise_day": "72小时"}, {"promise_day": "0", "promise_explain": "当日办结"}, {"promise_day": "约定30分钟内办完"},
    ],
    "no_limits": [
        {}, {"promise_day": "无"}, {"promise_day": "null"}, {"promise_day": "", "promise_explain": "按法律法规执行"},
        {"promise_day": "", "promise_explain": "视审查进度"}, {"promise_day": "见办事指南"}, {"promise_day": "尽快"},
        {"promise_day": "", "promise_explain": "原则上从速办理"}, {"promise_day": "待核定"}, {"promise_day": "—"},
    ],
    "contacts": ["0931-4455667", "(0931) 445 5667", "甘肃省兰州市咨询电话0931-4455667", "12333", "4008-123-456",
                 "0931-4455667－6", "19809310001", "值班：0931—4455667", "座机：09314455667", "12367（24小时）"],
    "no_contacts": ["", "无", "前台", "政务服务中心C区", "gz@example.gov.cn", "请扫描二维码", "工作时间：9点至17点", "0931-",
                    "传真见官网", "邮政编码：730000", "线上客服", "待公布", "——", "请使用“示范办”小程序"],
    "fees": [
        {"is_fee": "否"}, {"is_fee": "不收"}, {"is_fee": 0}, {"is_fee": "无收费"}, {"is_fee": "false", "fee_stand": "", "fee_basis": ""},
        {"is_fee": "是", "fee_stand": "每平方米每日0.5元", "fee_basis": "省建价发〔2004〕88号第二条"},
        {"is_fee": "1", "fee_stand": "一年以下400元，一年以上800元", "fee_basis": "公安部、财政部公告2020年第6号"},
        {"is_fee": True, "fee_project": [{"fee_name": "鉴定费", "fee_stand": "260元/人", "by_law": "甘发改收费〔2018〕3号"}]},
    ],
    "bad_fees": [
        {"is_fee": "是", "fee_stand": "按面积核算", "fee_basis": "省建价发〔2004〕88号"}, {"is_fee": "是", "fee_stand": "260元/人", "fee_basis": "—"},
        {"is_fee": "是"}, {"is_fee": "1", "fee_stand": "见附件", "fee_basis": "甘发改收费〔2018〕3号"},
        {"is_fee": True, "fee_project": [{"fee_name": "鉴定费", "fee_stand": "", "by_law": "甘发改收费〔2018〕3号"}]},
        {"is_fee": "收费", "fee_stand": "暂无", "fee_basis": "暂无"},
    ],
    "papers": ["聘用合同", "无犯罪记录证明", "挖掘段落的管线图", "校车行驶证", "其他车辆所有人的委托书", "兽药仓库平面图", "村民会议记录",
               "与有关产权单位签订的保护协议", "车货外廓尺寸图", "父亲的户口簿", "排放口水质检测报告", "工友的证人证言", "最高学历的认证书",
               "由其他单位派遣的，派遣函"],
    "loose": ["其他有效材料", "用工方面的相关资料", "审批部门认为需提供的其他文件", "有关批准文件", "必要的佐证", "国家规定的其他材料",
              "相关部门要求的证件", "其他能证明事实的材料", "道路挖掘的有关手续", "法规规定应当报送的其他资料"],
    "forms": ["工作许可申请表", "道路挖掘申请书", "校车使用许可申请表", "宅基地使用申请表", "工伤认定申请表", "民族成份变更申请书", "通行申报表",
              "守法承诺书"],
    "filled_before": ["工资发放表", "车辆技术参数表", "水量平衡表", "人员培训记录表"],
    "files": ["/static/form/33.pdf", "https://dl.example.gov.cn/33.wps", "工伤认定申请表.docx", "f7c3-0033", [{"name": "样表", "url": "/s/33.pdf"}]],
    "no_files": ["", None, "无", "未提供", "/", [], "准备中", "-"],
    "notes": ["单位名称写全称", "受伤经过写清时间、地点和做什么活", "四至写到相邻户的姓名", "英文姓名同护照"],
    "no_notes": ["", None, "无", "见样表", "—", "暂缺", "/"],
    "types": ["原件", "复印件", "电子证照", "2", "原件及复印件"],
    "formats": ["纸质", "电子", "1", "纸质或电子", "电子文件"],
    "counts": [1, "2", "一式四份", "3份", "1套", "原件1份"],
    "no_formats": ["", None, "无", "待明确", "暂无", "--"],
    "none": [[], "无", "不需要提交材料", "无需材料"],
}


def told_stages(bank, pick):
    """At least one stage that tells something, in one of the shapes in use."""
    kind = pick.randrange(6)
    told = pick.sample(bank["told"], 3)
    if kind == 0:
        return pick.choice(bank["told_texts"])
    if kind == 1:
        return [{"step": f"{i}.{name}：{text}。"} for i, (name, text) in enumerate(told, 1)]
    if kind == 2:
        return [{"stage_name": name, "content": text} for name, text in told]
    if kind == 3:
        return json.dumps([{"step": f"{name}：{text}"} for name, text in told], ensure_ascii=False)
    if kind == 4:  # one that tells among names is enough for D1, which asks whether none does
        return [{"step": name} for name in pick.choice(bank["only_names"])] + [{"step": f"{told[0][0]}：{told[0][1]}"}]
    return [f"{name}，{text}" for name, text in told]


def named_stages(bank, pick):
    names = pick.choice(bank["only_names"])
    kind = pick.randrange(6)
    if kind == 0:
        return pick.choice(bank["only_texts"])
    if kind == 1:
        return [{"stage_name": name, "content": ""} for name in names]
    if kind == 2:
        return [{"stage_name": name, "content": name} for name in names]
    if kind == 3:
        return list(names)
    return [{"step": name} for name in names]


def format_of(bank, pick, material):
    material.update(material_type=pick.choice(bank["types"]), material_format=pick.choice(bank["formats"]),
                    page_num=pick.choice(bank["counts"]))


def spoil_format(bank, pick, material):
    for field in pick.sample(["material_type", "material_format", "page_num"], pick.choice([1, 1, 2, 3])):
        if pick.random() < 0.3:
            del material[field]
        else:
            material[field] = pick.choice(bank["no_formats"])


def form(bank, pick, defects):
    material = {"material_name": pick.choice(bank["forms"]), "is_need": pick.choice(["必要", "1"])}
    material["form_url"] = pick.choice(bank["no_files"] if "D4" in defects else bank["files"])
    if "D5" in defects:
        material["example_url"] = pick.choice(bank["no_files"])
        material["fill_explain"] = pick.choice(bank["no_notes"])
        if pick.random() < 0.2:
            del material["example_url"]
    else:
        has_sample = pick.random() < 0.6
        has_note = not has_sample or pick.random() < 0.6
        material["example_url"] = pick.choice(bank["files"] if has_sample else bank["no_files"])
        material["fill_explain"] = pick.choice(bank["notes"] if has_note else bank["no_notes"])
    return material


def paper(bank, pick, name):
    material = {"material_name": name, "is_need": pick.choice(["必要", "非必要", "1"])}
    if pick.random() < 0.7:
        material.update(form_url="", example_url="", fill_explain=pick.choice(["", "复印件加盖公章"]))
    return material


def materials(bank, pick, defects):
    found = [form(bank, pick, defects)]
    if pick.random() < 0.3:
        found.append(form(bank, pick, ()))
    found += [paper(bank, pick, name) for name in pick.sample(bank["papers"], pick.randint(2, 4))]
    if pick.random() < 0.3:
        found.append(paper(bank, pick, pick.choice(bank["filled_before"])))
    if "D3" in defects:
        found.append(paper(bank, pick, pick.choice(bank["loose"])))
    for material in found:
        format_of(bank, pick, material)
    if "D6" in defects:
        spoil_format(bank, pick, pick.choice(found))
    head = found[:1]
    rest = found[1:]
    pick.shuffle(rest)
    return head + rest


def guide(bank, pick, number, letter):
    planted = [d for d in ("D1", "D2", "D3", "D4", "D5", "D6") if pick.random() < 0.32]
    if pick.random() < 0.15:
        planted = []
    bare = not {"D3", "D4", "D5", "D6"} & set(planted) and pick.random() < 0.12
    record = {"case_id": f"O{letter}{number:03d}", "task_name": pick.choice(bank["items"]),
              "task_type": pick.choice(["1", "7", "20", "08"])}
    record["handle_flow"] = (named_stages if "D1" in planted else told_stages)(bank, pick)
    bad = pick.choice(["limit", "contact", "fee"]) if "D2" in planted else ""
    record.update(pick.choice(bank["no_limits" if bad == "limit" else "limits"]))
    record.update(pick.choice(bank["bad_fees" if bad == "fee" else "fees"]))
    record["link_way"] = pick.choice(bank["no_contacts" if bad == "contact" else "contacts"])
    record["supervise_way"] = "12345"
    record["transact_addr"] = "政务服务中心一楼"
    record["transact_time"] = "工作日 9:00-12:00，13:30-17:00"
    record["materials"] = pick.choice(bank["none"]) if bare else materials(bank, pick, planted)
    record["expected_defects"] = planted
    record["planted"] = bad
    return record


def text(bank, letter, seed):
    pick = random.Random(seed)
    lines = [json.dumps(guide(bank, pick, n, letter), ensure_ascii=False) for n in range(1, COUNT + 1)]
    return "\n".join(lines) + "\n"


def main():
    wrong = []
    for bank, letter, seed in ((A, "a", 20260301), (B, "b", 20260302), (C, "c", 20260303), (D, "d", 20260304)):
        file = HERE / f"guides_{letter}.jsonl"
        made = text(bank, letter.upper(), seed)
        if "--check" not in sys.argv[1:]:
            file.write_text(made, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != made:
            wrong.append(file.name)
    if wrong:
        sys.exit(f"not what the generator makes: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
