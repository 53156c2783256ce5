using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Which decimal sign the texts of a whole file can have. Holds one sample of each kind, never the values.</summary>
internal sealed class NumberVotes(Currency currency)
{
    private (string Text, int Row)? pointOnly;
    private (string Text, int Row)? commaOnly;
    private (string Text, int Row, decimal AsPoint, decimal AsComma)? either;

    public void Add(ReadOnlySpan<char> text, int row)
    {
        if (pointOnly is not null && commaOnly is not null) return;
        var readsPoint = AmountText.TryRead(text, NumberFormat.DecimalPoint, currency, out var asPoint);
        var readsComma = AmountText.TryRead(text, NumberFormat.DecimalComma, currency, out var asComma);
        if (readsPoint && !readsComma) pointOnly ??= (text.ToString(), row);
        if (readsComma && !readsPoint) commaOnly ??= (text.ToString(), row);
        if (readsPoint && readsComma && asPoint != asComma) either ??= (text.ToString(), row, asPoint, asComma);
    }

    /// <returns>Neither a format nor a reason when every text reads the same in both.</returns>
    public (NumberFormat? Format, Refusal? Reason) Settle()
    {
        if (pointOnly is { } point && commaOnly is { } comma) return (null, ListRefusals.MixedNumbers(point.Text, point.Row, comma.Text, comma.Row));
        if (pointOnly is not null) return (NumberFormat.DecimalPoint, null);
        if (commaOnly is not null) return (NumberFormat.DecimalComma, null);
        return (null, either is { } sample ? ListRefusals.AmbiguousNumbers(sample.Text, sample.Row, sample.AsPoint, sample.AsComma) : null);
    }
}

/// <summary>Which order of day and month the texts of a whole file can have. Holds one sample of each kind, never the values.</summary>
internal sealed class DateVotes
{
    private (string Text, int Row)? dayFirst;
    private (string Text, int Row)? monthFirst;
    private (string Text, int Row, DateOnly AsDayFirst, DateOnly AsMonthFirst)? either;

    public void Add(ReadOnlySpan<char> text, int row)
    {
        if (!DateText.TrySplit(text, out var parts) || parts.IsYearFirst) return;
        var readsDay = parts.TryRead(DateFormat.DayFirst, out var asDay);
        var readsMonth = parts.TryRead(DateFormat.MonthFirst, out var asMonth);
        if (readsDay && !readsMonth) dayFirst ??= (text.ToString(), row);
        if (readsMonth && !readsDay) monthFirst ??= (text.ToString(), row);
        if (readsDay && readsMonth && (asDay != asMonth || either is null)) either = (text.ToString(), row, asDay, asMonth);
    }

    /// <returns>Neither a format nor a reason when no text needs one.</returns>
    public (DateFormat? Format, Refusal? Reason) Settle()
    {
        if (dayFirst is { } day && monthFirst is { } month) return (null, ListRefusals.MixedDates(day.Text, day.Row, month.Text, month.Row));
        if (dayFirst is not null) return (DateFormat.DayFirst, null);
        if (monthFirst is not null) return (DateFormat.MonthFirst, null);
        if (either is not { } sample) return (null, null);
        if (sample.AsDayFirst == sample.AsMonthFirst) return (DateFormat.DayFirst, null);
        return (null, ListRefusals.AmbiguousDates(sample.Text, sample.Row, sample.AsDayFirst, sample.AsMonthFirst));
    }
}
