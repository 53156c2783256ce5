namespace FundLedger.Awards;

/// <summary>What an organisation is to give back of an award.</summary>
/// <param name="Instalments">By their days; together the amount.</param>
/// <param name="Open">What has neither come nor been written off.</param>
public sealed record Clawback(string Award, int No, Money Amount, IReadOnlyList<Instalment> Instalments, string Reason, DateOnly ClaimedOn, EntryId Entry, Money Open)
{
    public Money Settled => Amount - Open;

    /// <summary>What should have come by a day and has not; what comes first settles the earliest.</summary>
    public Money OverdueOn(DateOnly day)
    {
        var due = Instalments.Where(one => one.DueOn < day).Aggregate(Money.Zero(Amount.Currency), (sum, one) => sum + one.Amount);
        return due.MinorUnits > Settled.MinorUnits ? due - Settled : Money.Zero(Amount.Currency);
    }

    /// <summary>How many days the earliest instalment that has not come is overdue; 0 when none is.</summary>
    public int OverdueDaysOn(DateOnly day)
    {
        var covered = Settled;
        foreach (var one in Instalments.OrderBy(one => one.DueOn))
        {
            if (covered.MinorUnits < one.Amount.MinorUnits) return one.DueOn < day ? day.DayNumber - one.DueOn.DayNumber : 0;
            covered -= one.Amount;
        }

        return 0;
    }
}

public sealed record Instalment(DateOnly DueOn, Money Amount);
