namespace FundLedger.People.Roles;

/// <summary>What people are to the ledger; each role is given over the whole ledger or a part of it, for a time.</summary>
public enum PersonRole
{
    Administrator,
    FundManager,
    Approver,
    Expert,
    OrganisationOwner,
    OrganisationCertifier,
    OrganisationEditor,
    OrganisationViewer,
    Operator,
    Auditor,
    Donor,
}

/// <summary>The names of roles in both languages.</summary>
public static class RoleNames
{
    public static Bilingual Name(this PersonRole role) => role switch
    {
        PersonRole.Administrator => new("管理员", "Administrator"),
        PersonRole.FundManager => new("基金管理人员", "Fund manager"),
        PersonRole.Approver => new("复核人", "Approver"),
        PersonRole.Expert => new("评审专家", "Expert"),
        PersonRole.OrganisationOwner => new("机构负责人", "Organisation: owner"),
        PersonRole.OrganisationCertifier => new("机构签署人", "Organisation: certifier"),
        PersonRole.OrganisationEditor => new("机构填报人", "Organisation: editor"),
        PersonRole.OrganisationViewer => new("机构查看人", "Organisation: viewer"),
        PersonRole.Operator => new("运维人员", "Operator"),
        PersonRole.Auditor => new("审计人员", "Auditor"),
        _ => new("捐赠人", "Donor"),
    };
}
