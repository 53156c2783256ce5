using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What the scan keeps while it walks: figures and a few first rows, never all of them.</summary>
internal sealed class ListCount
{
    private const int PreviewRows = 10;
    private const int KeptFailures = 20;
    private const int KeptControls = 1_000;

    private (int Gifts, Int128 MinorUnits) atSectionStart;

    public int Gifts { get; private set; }
    public Int128 MinorUnits { get; private set; }
    public int NotGifts { get; private set; }
    public int Failed { get; private set; }
    public DateOnly? First { get; private set; }
    public DateOnly? Last { get; private set; }
    public List<ListRow> Preview { get; } = [];
    public List<ListRow.Failed> FirstFailures { get; } = [];
    public List<CountedControl> Controls { get; } = [];

    private void Count(Money amount, DateOnly day)
    {
        Gifts++;
        MinorUnits += amount.MinorUnits;
        if (MinorUnits > long.MaxValue || MinorUnits < long.MinValue) throw new ListRefusedException(ListRefusals.SumTooLarge());
        if (First is null || day < First) First = day;
        if (Last is null || day > Last) Last = day;
    }

    public void Add(ListRow row)
    {
        if (Preview.Count < PreviewRows) Preview.Add(row);
        switch (row)
        {
            case ListRow.Gift gift:
                Count(gift.Amount, gift.Date);
                break;
            case ListRow.Movement line:
                Count(line.Amount, line.Date);
                break;
            case ListRow.NotAGift:
                NotGifts++;
                break;
            case ListRow.ControlTotal total:
                var section = new CountedControl(total, Gifts - atSectionStart.Gifts, MinorUnits - atSectionStart.MinorUnits);
                if (Controls.Count < KeptControls) Controls.Add(section);
                if (total.Scope == TotalScope.Section) atSectionStart = (Gifts, MinorUnits);
                break;
            case ListRow.Failed failed:
                Failed++;
                if (FirstFailures.Count < KeptFailures) FirstFailures.Add(failed);
                break;
        }
    }
}

/// <summary>A stated total and what stood in its section when it was met.</summary>
internal sealed record CountedControl(ListRow.ControlTotal Stated, int SectionGifts, Int128 SectionMinorUnits)
{
    /// <summary>A total of the whole list may stand above the gifts as well as below, so it is compared when all are counted.</summary>
    public ControlCheck Check(ListScan scan) => Stated.Scope == TotalScope.WholeList
        ? new ControlCheck(Stated, scan.Gifts, scan.Sum)
        : new ControlCheck(Stated, SectionGifts, scan.Sum with { MinorUnits = (long)SectionMinorUnits });
}
