namespace FundLedger.Banking.Statements;

/// <summary>A row at which the running balance does not follow from the one before.</summary>
/// <param name="Row">Of the file.</param>
/// <param name="Expected">The balance that the lines add up to, in minor units.</param>
/// <param name="Found">The balance that the file says.</param>
/// <param name="Missing">What the lines lack: the amount of a line that is not there; negative when they hold too much.</param>
/// <param name="IsRepeat">The row says the same as the one before, its balance included.</param>
public sealed record BalanceFault(long Row, DateOnly Day, long Expected, long Found, long Missing, bool IsRepeat);

/// <summary>What a file's lines say about themselves: their days, and whether the running balance follows from line to line, where there is one.</summary>
public sealed class StatementCheck
{
    private const int FaultsKept = 20;

    private readonly Direction forwards = new(isBackwards: false);
    private readonly Direction backwards = new(isBackwards: true);
    private StatementLine? last;
    private long rises;

    public long Lines { get; private set; }
    public long Credits { get; private set; }
    public long CreditMinor { get; private set; }
    public long DebitMinor { get; private set; }
    public DateOnly FirstDay { get; private set; } = DateOnly.MaxValue;
    public DateOnly LastDay { get; private set; } = DateOnly.MinValue;

    /// <summary>The last line stands first in the file.</summary>
    public bool RunsBackwards => backwards.Sound != forwards.Sound ? backwards.Sound > forwards.Sound : rises < 0;

    /// <summary>Before the first line; null where the file states no balance.</summary>
    public long? OpeningMinor => Taken.Opening;

    public long? ClosingMinor => Taken.Closing;

    public long FaultCount => Taken.FaultCount;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<BalanceFault> Faults => Taken.Faults;

    private Direction Taken => RunsBackwards ? backwards : forwards;

    public static StatementCheck Of(IEnumerable<StatementLine> lines)
    {
        var check = new StatementCheck();
        foreach (var line in lines) check.Add(line);
        return check;
    }

    public void Add(StatementLine line)
    {
        Lines++;
        if (line.Amount.IsPositive) (Credits, CreditMinor) = (Credits + 1, checked(CreditMinor + line.Amount.MinorUnits));
        else DebitMinor = checked(DebitMinor + line.Amount.MinorUnits);
        if (line.Day < FirstDay) FirstDay = line.Day;
        if (line.Day > LastDay) LastDay = line.Day;
        if (last is not null) rises += line.Day.CompareTo(last.Day);
        var isRepeat = last is not null && last with { Row = line.Row } == line;
        forwards.Add(line, isRepeat);
        backwards.Add(line, isRepeat);
        last = line;
    }

    /// <summary>The balances read in one direction of time.</summary>
    private sealed class Direction(bool isBackwards)
    {
        private readonly List<BalanceFault> faults = [];
        private long? known;
        private long since;  // what lines did between the balance known and the one asked for

        internal long Sound { get; private set; }
        internal long FaultCount { get; private set; }
        internal IReadOnlyList<BalanceFault> Faults => faults;
        internal long? Opening => isBackwards ? known - since : first;
        internal long? Closing => isBackwards ? first : known + since;

        private long? first;  // the balance at the end of time where the file begins
        private long before;  // what lines did before the first balance

        internal void Add(StatementLine line, bool isRepeat)
        {
            if (!isBackwards) since += line.Amount.MinorUnits;
            if (line.Balance is { } stated) Add(line, stated.MinorUnits, isRepeat);
            else if (known is null) before += line.Amount.MinorUnits;
            if (isBackwards) since += line.Amount.MinorUnits;
        }

        private void Add(StatementLine line, long found, bool isRepeat)
        {
            if (known is { } earlier)
            {
                var expected = isBackwards ? earlier - since : earlier + since;
                if (expected == found) Sound++;
                else if (++FaultCount <= FaultsKept) faults.Add(new BalanceFault(line.Row, line.Day, expected, found, isBackwards ? expected - found : found - expected, isRepeat));
            }
            else first = isBackwards ? found + before : found - since;

            (known, since) = (found, 0);
        }
    }
}
