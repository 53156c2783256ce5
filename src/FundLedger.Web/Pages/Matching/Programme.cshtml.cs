using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Matching;

/// <summary>One programme: its rule in words, how its pot drains, and every gift it was asked about.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ProgrammeModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MatchesShown = 50;

    public override Part Where => Part.Matching;
    public override Bilingual Title => new("配比计划", "Matching programme");

    public ProgrammeShown Shown { get; private set; } = null!;
    public ProgrammeDetail Detail => Shown.Detail;
    public ProgrammeSummary Summary => Detail.Summary;
    public IReadOnlyList<GiftMatch> Matches { get; private set; } = [];

    /// <summary>Where the next page of matches begins; null on the last.</summary>
    public long? Next { get; private set; }

    public bool IsFirstPage { get; private set; }
    public bool MayPropose { get; private set; }

    /// <summary>What holds a close up.</summary>
    public Refusal? Refusal { get; private set; }

    public Money Given => Summary.Matched - Summary.Returned;

    public async Task<IActionResult> OnGetAsync(string code, long? before) => await LoadAsync(code, before) ? Page() : NotFound();

    /// <summary>Goes on with the closes that are under way, as the job does each minute, and tells what the ledger did not take.</summary>
    public async Task<IActionResult> OnPostAsync(string code)
    {
        if (!await LoadAsync(code, before: null) || !MayPropose) return NotFound();
        if ((await new FinishClosings(Noting).RunAsync(Who.Person.Id, HttpContext.RequestAborted)).IsDone(out _, out var refusal)) return LocalRedirect($"/matching/{Uri.EscapeDataString(Summary.Code)}");
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await LoadAsync(code, before: null) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(string code, long? before)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            if (!(await MatchingReading.FindAsync(reader, code, Today)).IsDone(out var found, out _) || !May(Permission.ReadLedger, books.TargetOf(found.Summary.PotFund))) return;
            (Shown, IsFirstPage, isThere) = (await ProgrammeShown.OfAsync(reader, found, Today, Language), before is null, true);
            MayPropose = May(Permission.Propose, books.TargetOf(found.Summary.PotFund));
            var rows = (await MatchingReading.MatchesAsync(reader, code, MatchesShown + 1, before)).Expect();
            Matches = [.. rows.Take(MatchesShown)];
            Next = rows.Count > MatchesShown ? Matches[^1].Gift.Value : null;
        });
        return isThere;
    }
}
