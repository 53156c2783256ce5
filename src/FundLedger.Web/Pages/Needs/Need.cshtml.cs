using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Needs;

/// <summary>One need: what it says, its five steps with their evidence, and its matches.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class NeedModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Needs;
    public override Bilingual Title => new($"需求 {Of?.Code}", $"Need {Of?.Code}");

    public Need Of { get; private set; } = null!;
    public NeedState State { get; private set; }
    public IReadOnlyList<StepHeld> Steps { get; private set; } = [];
    public IReadOnlyList<(NeedMatch Match, PurchaseSums? Purchase)> Matches { get; private set; } = [];
    public IReadOnlyDictionary<(NeedStep, int), IReadOnlyList<AttachmentReference>> Files { get; private set; } = new Dictionary<(NeedStep, int), IReadOnlyList<AttachmentReference>>();

    public bool MayRecord { get; private set; }

    /// <summary>They read the books of its fund: minutes may name people, and what came and was earned is money of the fund.</summary>
    public bool ReadsFund { get; private set; }

    public IReadOnlyList<StepHeld> Current => NeedReading.Current(Steps);

    /// <summary>The first demanded step that is not recorded.</summary>
    public NeedStep? NextStep => NeedSteps.NextOf(Of.Steps, Current.Select(step => step.Step));

    internal string FormPath(string form) => $"/directory/{form}?need={Uri.EscapeDataString(Of.Code)}";

    internal string FormPath(string form, NeedMatch match) => $"/directory/{form}?match={match.Id}";

    public async Task<IActionResult> OnGetAsync(string code)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            if (await NeedReading.FindNeedAsync(reader, books, code) is not { } found) return;
            (isThere, Of, MayRecord, ReadsFund) = (true, found, May(Permission.RecordMoney, books.TargetOf(found.Fund)), May(Permission.ReadLedger, books.TargetOf(found.Fund)));
            Steps = await NeedReading.StepsAsync(reader, found);
            var matches = await NeedReading.MatchesAsync(reader, books);
            State = NeedReading.StateOf(found, matches);
            var rows = new List<(NeedMatch, PurchaseSums?)>();
            // What was agreed with another organisation is not an organisation's to see.
            foreach (var match in matches.Where(match => match.Need == code && (MaySomewhere(Permission.ReadLedger) || May(Permission.ReadOrganisation, new Target(Organisation: match.Organisation)))))
                rows.Add((match, match.Contract == ContractKind.GovernmentPurchase && ReadsFund ? await NeedReading.PurchaseAsync(reader, match, found.Fund) : null));
            Matches = rows;
            var files = new Dictionary<(NeedStep, int), IReadOnlyList<AttachmentReference>>();
            foreach (var step in Steps) files[(step.Step, step.Version)] = await Attachments.ListAsync(reader, RecordStep.ReferrerOf(found.Id, step.Step, step.Version));
            Files = files;
        });
        return isThere ? Page() : NotFound();
    }
}
