using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
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

    public ProgrammeDetail Detail { get; private set; } = null!;
    public ProgrammeSummary Summary => Detail.Summary;
    public IReadOnlyList<GiftMatch> Matches { get; private set; } = [];
    public PotDrain Drain { get; private set; } = null!;

    /// <summary>Where the next page of matches begins; null on the last.</summary>
    public long? Next { get; private set; }

    public bool IsFirstPage { get; private set; }
    public bool MayPropose { get; private set; }

    public Money Given => Summary.Matched - Summary.Returned;

    /// <summary>From the day before it began to today or its last day.</summary>
    public DateSpan Span { get; private set; }

    internal IReadOnlyList<DayBalance> Left => [new DayBalance(Span.First, Summary.Pot), .. Drain.Days.Where(day => day.On >= Span.First && day.On <= Span.Last).Select(day => new DayBalance(day.On, day.Left))];

    internal AmountScale Scale => AmountScale.Covering(Left.Select(day => day.Balance), Summary.Pot.Currency);

    public async Task<IActionResult> OnGetAsync(string code, long? before)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (!(await MatchingReading.FindAsync(reader, code, Today)).IsDone(out var found, out _) || !May(Permission.ReadLedger, books.TargetOf(found.Summary.PotFund))) return;
            (Detail, IsFirstPage) = (found, before is null);
            MayPropose = May(Permission.Propose, books.TargetOf(found.Summary.PotFund));
            var rows = (await MatchingReading.MatchesAsync(reader, code, MatchesShown + 1, before)).Expect();
            Matches = [.. rows.Take(MatchesShown)];
            Next = rows.Count > MatchesShown ? Matches[^1].Gift.Value : null;
            Drain = (await MatchingReading.DrainAsync(reader, code, Today)).Expect();
            var last = Summary.ClosedOn ?? (Today < Summary.Last ? Today : Summary.Last);
            Span = new DateSpan(Summary.First, last < Summary.First ? Summary.First : last);
        });
        return Detail is null ? NotFound() : Page();
    }
}
