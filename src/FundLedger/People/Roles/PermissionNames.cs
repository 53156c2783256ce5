namespace FundLedger.People.Roles;

/// <summary>The names of permissions in both languages.</summary>
public static class PermissionNames
{
    public static Bilingual Of(Permission act) => act switch
    {
        Permission.ReadLedger => new("查看账目", "Read the books"),
        Permission.ExportLedger => new("导出账目和报表", "Save books and reports"),
        Permission.RevealName => new("查看姓名", "See names in clear"),
        Permission.RecordMoney => new("记账", "Record money"),
        Permission.Propose => new("提出须复核的事项", "Propose what must be checked"),
        Permission.Approve => new("复核", "Approve"),
        Permission.ClosePeriod => new("结账", "Close months"),
        Permission.ManageFunds => new("建立会计主体和基金", "Open entities and funds"),
        Permission.ErasePeople => new("擦除姓名", "Erase names"),
        Permission.ManagePeople => new("管理人员和职责", "Manage people and roles"),
        Permission.ManageSettings => new("提出复核规则", "Propose approval rules"),
        Permission.ReadTrail => new("查看审计轨迹", "Read the audit trail"),
        Permission.Verify => new("核验", "Verify"),
        Permission.Audit => new("抽样和审计查询", "Draw samples and ask"),
        Permission.Operate => new("运维", "Operate"),
        Permission.ReadOrganisation => new("查看机构", "Read the organisation"),
        Permission.EditOrganisation => new("填报机构资料", "Edit the organisation"),
        Permission.CertifyOrganisation => new("代表机构签署", "Certify for the organisation"),
        Permission.ManageOrganisation => new("管理机构", "Manage the organisation"),
        Permission.Review => new("评审", "Review"),
        Permission.ReadOwnGifts => new("查看自己的捐赠", "Read one's own gifts"),
        _ => new("查看公开内容", "Read what is published"),
    };
}
