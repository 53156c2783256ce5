using FundLedger.Donations;
using FundLedger.Values;

namespace FundLedger.Tests.Ledger;

/// <summary>The ledger as a list of entries and nothing else: every figure is a sum over it, every rule a look at those sums. One source, whole yuan.</summary>
internal sealed class LedgerModel
{
    private readonly List<Entry> entries = [];

    internal enum Account
    {
        Cash,
        Owed,
        Other,
    }

    internal enum Kind
    {
        Gift,
        RefundDue,
        ChargeBack,
        Reversal,
        Any,
    }

    internal sealed record Line(string Fund, Account Account, long Yuan, string Subject = "");

    internal sealed record Entry(long Id, Kind Kind, DateOnly On, Line[] Lines, long? Reverses = null, long? RelatesTo = null);

    internal PeriodMonth? Closed { get; private set; }
    internal IReadOnlyList<Entry> Entries => entries;

    internal void Add(Entry entry) => entries.Add(entry);

    internal long Sum(string fund, Account account, DateOnly? asOf = null, IReadOnlySet<long>? known = null) => entries
        .Where(entry => known?.Contains(entry.Id) != false && (asOf is null || entry.On <= asOf))
        .SelectMany(entry => entry.Lines).Where(line => line.Fund == fund && line.Account == account).Sum(line => line.Yuan);

    internal long Available(string fund) => Sum(fund, Account.Cash) + Sum(fund, Account.Owed);

    internal bool HasSource => entries.Count > 0;

    internal string? ForDay(DateOnly on) => Closed is { } closed && PeriodMonth.Of(on).CompareTo(closed) <= 0 ? "period-closed" : null;

    /// <summary>A decision's change of what is available.</summary>
    internal string? ForDecision(string fund, long change) => change < 0 && Available(fund) + change < 0 ? "not-enough" : null;

    internal string? ForOpenItems(params Line[] lines) => lines.Where(line => line.Subject.Length > 0).GroupBy(line => line.Subject)
        .Any(group => Open(group.Key) + group.Sum(line => line.Yuan) > 0 && group.Sum(line => line.Yuan) != 0) ? "more-than-open" : null;

    internal string? ForRefund(Entry gift, long yuan, RefundWay way)
    {
        if (entries.Any(entry => entry.Reverses == gift.Id)) return "gift-reversed";
        if (way != RefundWay.Paid && Refunded(gift) + yuan > gift.Lines[0].Yuan) return "refund-over-gift";
        return way is RefundWay.DueAndPaid or RefundWay.Due ? ForDecision(gift.Lines[0].Fund, -yuan) : null;
    }

    internal string? ForReversal(Entry entry, DateOnly on)
    {
        if (entry.Kind == Kind.Reversal) return "reversal-of-reversal";
        if (IsReversed(entry)) return "already-reversed";
        if (entries.Any(later => later.RelatesTo == entry.Id && !IsReversed(later))) return "has-later-events";
        return on < entry.On ? "reversal-before-entry" : ForDay(on) ?? ForOpenItems(Mirror(entry));
    }

    internal string? ForClosing(PeriodMonth month, DateOnly today)
    {
        if (month.LastDay >= today) return "period-not-over";
        if (Closed is { } closed && month.CompareTo(closed) <= 0) return "period-closed";
        return entries.Any(entry => entry.On < month.FirstDay && ForDay(entry.On) is null) ? "earlier-period-open" : null;
    }

    internal void Close(PeriodMonth month) => Closed = month;

    internal static Line[] Mirror(Entry entry) => [.. entry.Lines.Select(line => line with { Yuan = -line.Yuan })];

    private bool IsReversed(Entry entry) => entries.Any(reversal => reversal.Reverses == entry.Id);

    private long Open(string subject) => entries.SelectMany(entry => entry.Lines).Where(line => line.Subject == subject).Sum(line => line.Yuan);

    private long Refunded(Entry gift) => entries
        .Where(entry => entry.RelatesTo == gift.Id && entry.Kind is Kind.RefundDue or Kind.ChargeBack && !IsReversed(entry))
        .Sum(entry => entry.Lines[0].Yuan);
}
