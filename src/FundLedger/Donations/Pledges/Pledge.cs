using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>One instalment of a pledge: what should come, and when.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="Paid">Of it, when what came is counted towards the earliest first.</param>
public sealed record Instalment(int Number, DateOnly DueOn, Money Amount, Money Paid)
{
    public Money Left => Amount - Paid;

    public bool IsOverdueOn(DateOnly day) => Left.IsPositive && DueOn < day;
}

/// <summary>A promise to give. It is no income: it stands in memo accounts until cash comes, and earns no match before.</summary>
/// <param name="EveryMonths">Between instalments; 0 where it comes at once.</param>
/// <param name="Count">Of the instalments; null where it goes on until it is ended.</param>
/// <param name="Amount">Of all instalments; of each where it goes on.</param>
/// <param name="Document">Number of the written promise; may be empty.</param>
/// <param name="Expected">Instalments that stand, or stood, in the memo accounts.</param>
/// <param name="EndedOn">Nothing more is expected from this day on; null while it stands.</param>
/// <param name="Donor">Masked; empty for one who is anonymous, gave no name, or was erased.</param>
/// <param name="Paid">Gifts on it that stand.</param>
public sealed record Pledge(
    long Id, Fund Fund, Source Source, long DonorId, string Donor, DateOnly PledgedOn, DateOnly FirstDue, int EveryMonths, int? Count, Money Amount, string Document, int Expected,
    DateOnly? EndedOn, string EndReason, Money Paid)
{
    public string Subject => $"pledge/{Id}";

    /// <summary>It goes on month by month until somebody ends it.</summary>
    public bool IsRecurring => Count is null;

    /// <summary>The day of an instalment: counted from the first day, so that the 31st comes back after a shorter month and a late payment moves nothing.</summary>
    public DateOnly DueOn(int number) => FirstDue.AddMonths((number - 1) * EveryMonths);

    /// <summary>How many instalments have fallen due by the end of a day.</summary>
    public int DueBy(DateOnly day)
    {
        if (day < FirstDue) return 0;
        if (EveryMonths == 0) return 1;
        var months = (day.Year - FirstDue.Year) * 12 + day.Month - FirstDue.Month;
        var number = months / EveryMonths + 1;
        if (DueOn(number) > day) number--;
        return Count is { } count ? Math.Min(count, number) : number;
    }

    /// <summary>What all instalments up to one come to; of a fixed sum the largest remainders get the odd minor units.</summary>
    public Money UpTo(int number) => Amounts(number).Aggregate(Money.Zero(Amount.Currency), (sum, amount) => sum + amount);

    /// <summary>What is still expected: what stands in the memo accounts less what came; nothing once it has ended.</summary>
    public Money Open
    {
        get
        {
            if (EndedOn is not null) return Money.Zero(Amount.Currency);
            var left = (IsRecurring ? UpTo(Expected) : Amount) - Paid;
            return left.IsPositive ? left : Money.Zero(Amount.Currency);
        }
    }

    /// <summary>What has fallen due before a day and did not come.</summary>
    public Money OverdueOn(DateOnly day)
    {
        if (EndedOn is not null) return Money.Zero(Amount.Currency);
        var late = UpTo(DueBy(day.AddDays(-1))) - Paid;
        return late.IsPositive ? late : Money.Zero(Amount.Currency);
    }

    /// <summary>The instalments, what came counted towards the earliest first.</summary>
    /// <param name="upTo">Of a pledge that goes on, those due by this day and the next one after it.</param>
    public IReadOnlyList<Instalment> Schedule(DateOnly upTo)
    {
        var left = Paid;
        var schedule = new List<Instalment>();
        foreach (var amount in Amounts(Count ?? DueBy(upTo) + (EndedOn is null ? 1 : 0)))
        {
            var paid = left.MinorUnits < amount.MinorUnits ? left : amount;
            schedule.Add(new Instalment(schedule.Count + 1, DueOn(schedule.Count + 1), amount, paid));
            left -= paid;
        }

        return schedule;
    }

    private IEnumerable<Money> Amounts(int number) =>
        Count is { } count ? Amount.Allocate([.. Enumerable.Repeat(1L, count)]).Take(number) : Enumerable.Repeat(Amount, number);
}
