namespace FundLedger.Organisations;

/// <summary>What kinds, stages and relations are called in both languages.</summary>
public static class OrganisationNames
{
    public static Bilingual Name(this OrganisationKind kind) => kind switch
    {
        OrganisationKind.SocialGroup => new("社会团体", "Social group"),
        OrganisationKind.SocialService => new("社会服务机构（民办非企业单位）", "Social service organisation"),
        OrganisationKind.Foundation => new("基金会", "Foundation"),
        OrganisationKind.Community => new("社区社会组织", "Community organisation"),
        OrganisationKind.SocialEnterprise => new("社会企业", "Social enterprise"),
        _ => new("其他", "Other"),
    };

    public static Bilingual Name(this QualificationKind kind) => kind switch
    {
        QualificationKind.Registration => new("登记证书", "Certificate of registration"),
        QualificationKind.Filing => new("备案证明", "Proof of filing"),
        QualificationKind.YearlyCheck => new("年检或年报结论", "Yearly inspection or report"),
        QualificationKind.Assessment => new("评估等级证书", "Assessment grade"),
        QualificationKind.TaxExemption => new("免税资格", "Tax exemption"),
        _ => new("其他", "Other"),
    };

    public static Bilingual Name(this OrganisationStatus status) => status switch
    {
        OrganisationStatus.Registered => new("已登记", "Registered"),
        OrganisationStatus.Qualified => new("具备资质", "Qualified"),
        OrganisationStatus.RenewalDue => new("待续期", "Renewal due"),
        OrganisationStatus.Lapsed => new("已失效", "Lapsed"),
        OrganisationStatus.Suspended => new("暂停", "Suspended"),
        OrganisationStatus.Barred => new("禁入期内", "Barred"),
        _ => new("已退出", "Left"),
    };

    public static Bilingual Name(this OrganisationMove move) => move switch
    {
        OrganisationMove.Suspended => new("暂停", "Suspended"),
        OrganisationMove.Resumed => new("恢复", "Resumed"),
        OrganisationMove.Left => new("退出", "Left"),
        _ => new("重新加入", "Returned"),
    };

    public static Bilingual Name(this PersonRelation relation) => relation switch
    {
        PersonRelation.LegalRepresentative => new("法定代表人", "Legal representative"),
        PersonRelation.Head => new("负责人", "Head"),
        PersonRelation.Director => new("理事", "Director"),
        PersonRelation.Supervisor => new("监事", "Supervisor"),
        PersonRelation.Staff => new("工作人员", "Staff"),
        _ => new("其他关联人", "Otherwise related"),
    };

    public static Bilingual Name(this OrganisationRelation relation) => relation switch
    {
        OrganisationRelation.Parent => new("主管或上级单位", "Parent"),
        OrganisationRelation.Subsidiary => new("下属单位", "Subsidiary"),
        OrganisationRelation.SameControl => new("同一控制", "Under the same control"),
        OrganisationRelation.FormerEmployer => new("负责人曾任职单位", "Past employer of its people"),
        _ => new("合作单位", "Partner"),
    };

    public static Bilingual Name(this RenewalStage stage) => stage switch
    {
        RenewalStage.Opened => new("续期开启", "Renewal opened"),
        RenewalStage.Reminded => new("已提醒", "Reminded"),
        _ => new("已失效", "Lapsed"),
    };

    public static Bilingual Name(this PersonRevealReason reason) => reason switch
    {
        PersonRevealReason.Contact => new("联系本人", "To contact them"),
        PersonRevealReason.Conflict => new("核查利益冲突", "To look into a conflict of interest"),
        PersonRevealReason.Audit => new("审计或核对凭据", "To audit, or compare with documents"),
        _ => new("有权机关依法查询", "An authority asked by law"),
    };
}
