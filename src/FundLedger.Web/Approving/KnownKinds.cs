using System.Text.Json;
using FundLedger.Awards;
using FundLedger.Banking.Reconciling;
using FundLedger.Blueprints;
using FundLedger.Budgets;
using FundLedger.Cofunding;
using FundLedger.Charts;
using FundLedger.Corrections;
using FundLedger.Disclosure;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.Programmes;
using FundLedger.SeedMoney;
using FundLedger.SpaceReturns;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>Everything that may take a second person, listed once.</summary>
internal static class KnownKinds
{
    internal static readonly ProposalKinds All = new(
        TransferBetweenFunds.Kind, CloseFund.Kind, ReopenFund.Kind, SetBudget.Kind, ReverseEntry.Kind, OpenProgramme.Kind, ChangeRule.Kind, CloseProgramme.Kind,
        ChangePurpose.Kind, AdjustPriorYear.Kind, UndoConversion.Kind, OweReturn.Kind, PayReturn.Kind, ProveCofunding.Kind, EndCofunding.Kind, TakeBackBar.Kind, SetPayee.Kind, SetPaymentRules.Kind, OrderPayments.Kind,
        DecideAward.Kind, AmendAward.Kind, EndAward.Kind, ApproveTranche.Kind, PayTranche.Kind, CancelTranche.Kind, ProveForAward.Kind, ClaimBack.Kind, WriteOffClawback.Kind, WriteOffReturn.Kind, WriteOffService.Kind,
        AgreeTaperPlan.Kind, ApproveTaperYear.Kind, AmendTaperPlan.Kind, EndTaperPlan.Kind, CloseTaperReview.Kind, PayTaperPeriod.Kind, CancelTaperPeriod.Kind, PlanBlueprint.Kind, PublishDisclosure.Kind, ExemptDisclosure.Kind,
        ReopeningPeriods.Kind, UnlockReconciliation.Kind, RevealDonors.Kind, ApprovalSettings.Kind, CreateGrantProgramme.Kind, AmendGrantTerms.Kind);

    /// <summary>A kind by its name; one that this program does not know by its code.</summary>
    internal static Bilingual NameOf(string code) => All.Find(code)?.Name ?? Bilingual.Same(code);

    /// <summary>The entry that was posted; null where none was.</summary>
    /// <param name="answer">What was done, as JSON; null when nothing was.</param>
    internal static EntryId? EntryOf(string? answer)
    {
        if (answer is null) return null;
        using var read = JsonDocument.Parse(answer);
        return read.RootElement.TryGetProperty(nameof(TransferRecorded.Entry), out var entry) && entry.ValueKind != JsonValueKind.Null ? entry.Deserialize<EntryId>() : null;
    }
}
