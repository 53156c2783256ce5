namespace FundLedger.Spaces;

/// <summary>The names of what is chosen from a list, in both languages.</summary>
public static class SpaceNames
{
    public static Bilingual Name(this SpaceOwnership ownership) => ownership switch
    {
        SpaceOwnership.Public => new("公有", "Public"),
        SpaceOwnership.Collective => new("集体所有", "Collective"),
        SpaceOwnership.Rented => new("租用", "Rented"),
        SpaceOwnership.Lent => new("借用", "Lent"),
        _ => new("其他", "Other"),
    };

    public static Bilingual Name(this OperationModel model) => model switch
    {
        OperationModel.PartyLed => new("党建引领、政府主导、多方参与", "Party-led, with the government and many others"),
        OperationModel.CommunityLed => new("社区主导", "Led by the community"),
        OperationModel.Enabled => new("枢纽组织赋能、招募主理人", "A hub organisation enables hosts"),
        OperationModel.PubliclyBuilt => new("公建民营", "Publicly built, privately run"),
        _ => new("其他", "Other"),
    };

    public static Bilingual Name(this InvestmentKind kind) => kind switch
    {
        InvestmentKind.Hardware => new("硬件", "Hardware"),
        InvestmentKind.Governance => new("软治理", "Soft governance"),
        _ => new("评估", "Evaluation"),
    };

    public static Bilingual Name(this ResultDecision? decision) => decision switch
    {
        ResultDecision.Accepted => new("已通过", "Accepted"),
        ResultDecision.Returned => new("已退回", "Sent back"),
        _ => new("待审核", "To be decided"),
    };
}
