using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>A filter whose fund was found.</summary>
internal sealed record JournalSelection(Fund? Fund, DateOnly First, DateOnly Last)
{
    internal bool IsWholeJournal => Fund is null && First == DateOnly.MinValue && Last == DateOnly.MaxValue;

    internal static Outcome<JournalSelection> Of(Books books, JournalFilter? filter)
    {
        var (first, last) = (filter?.First ?? DateOnly.MinValue, filter?.Last ?? DateOnly.MaxValue);
        if (first > last)
            return Refusal.Of("days-turned-round", "to", $"起始日期 {first.ToIso()} 晚于截止日期 {last.ToIso()}。", $"The first day {first.ToIso()} is after the last, {last.ToIso()}.");
        if (filter?.Fund is not { } code) return new JournalSelection(null, first, last);
        return books.Fund(code).IsDone(out var fund, out var refusal) ? new JournalSelection(fund, first, last) : refusal;
    }
}
