using FundLedger.Matching;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Matching;

/// <summary>What of a programme everybody may see: its rule, its pot, and what each fund got.</summary>
/// <param name="Span">From its first day to today or its last day.</param>
public sealed record ProgrammeShown(ProgrammeDetail Detail, PotDrain Drain, IReadOnlyList<FundMatches> Funds, DateSpan Span, Language Language)
{
    internal IReadOnlyList<DayBalance> Left =>
        [new DayBalance(Span.First, Detail.Summary.Pot), .. Drain.Days.Where(day => day.On >= Span.First && day.On <= Span.Last).Select(day => new DayBalance(day.On, day.Left))];

    internal AmountScale Scale => AmountScale.Covering(Left.Select(day => day.Balance), Detail.Summary.Pot.Currency);

    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal string In(Bilingual text) => text.In(Language);

    internal static async Task<ProgrammeShown> OfAsync(LedgerReader reader, ProgrammeDetail detail, DateOnly today, Language language)
    {
        var of = detail.Summary;
        var last = of.ClosedOn ?? (today < of.Last ? today : of.Last);
        return new ProgrammeShown(
            detail, (await MatchingReading.DrainAsync(reader, of.Code, today)).Expect(), (await MatchingReading.ByFundAsync(reader, of.Code, today)).Expect(),
            new DateSpan(of.First, last < of.First ? of.First : last), language);
    }
}
