using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>What takes how many checkers.</summary>
[Needs(Permission.ManageSettings, Permission.Approve, Permission.Propose, Permission.ReadLedger)]
public sealed class SettingsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Approvals;
    public override Bilingual Title => new("复核规则", "Rules of approval");

    /// <summary>Every kind with the tiers in force today; none where what stands by itself counts.</summary>
    public IReadOnlyList<(ProposalKind Kind, IReadOnlyList<ApprovalTier> Tiers)> Rules { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, _) =>
    {
        var rules = new List<(ProposalKind, IReadOnlyList<ApprovalTier>)>();
        foreach (var kind in KnownKinds.All.All) rules.Add((kind, await ApprovalTiers.OnAsync(reader, kind.Code, Today)));
        Rules = rules;
    });

    /// <summary>What counts where nothing is set.</summary>
    internal static Bilingual Standing(ProposalKind kind) => kind == ApprovalSettings.Kind
        ? new("没有设置：另有复核人时须 1 人复核。", "Nothing is set: 1 checker as soon as anybody else may check.")
        : new($"没有设置：须 {ApprovalTiers.Default} 人复核。", $"Nothing is set: {ApprovalTiers.Default} checker.");
}
