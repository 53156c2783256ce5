using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Knows a row that states a total. Only the first filled cell, the donor and the amount can say so: a note may hold any word.</summary>
internal sealed class RowTotals(RowFormat format)
{
    private readonly int amountAt = format.Mapping.IndexOf(ListColumn.Amount);
    private readonly int donorAt = format.Mapping.IndexOf(ListColumn.Donor);
    private readonly int[] neverStated =
        [.. new[] { ListColumn.Debit, ListColumn.Balance, ListColumn.Date, ListColumn.Reference }.Select(format.Mapping.IndexOf)];

    /// <returns>Empty when the row states no total. A row that says 合计 but no figure is a heading.</returns>
    public ListRow? TryRead(ListRows rows, int first)
    {
        var says = Says(rows.CellOrBlank(first), out var stated) || Says(rows.CellOrBlank(donorAt), out stated) || Says(rows.CellOrBlank(amountAt), out stated);
        if (!says) return null;

        var (count, sum, ofSection) = (stated.Count, stated.Sum, stated.OfSection);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == amountAt || Array.IndexOf(neverStated, i) >= 0 || rows[i].Kind != CellKind.Text) continue;
            if (!TotalText.TryRead(rows[i].Span, format.Numbers, format.Currency, out var part)) continue;
            count ??= part.Count;
            sum ??= part.Sum;
            ofSection |= part.OfSection;
        }

        sum = AmountIn(rows.CellOrBlank(amountAt), ref count) ?? sum;
        Money? money = sum is { } value && AmountText.TryMoney(value, format.Currency, out var read) ? read : null;
        if (money is null && count is null) return new ListRow.NotAGift(rows.Number, NotAGiftKind.Heading);
        return new ListRow.ControlTotal(rows.Number, ofSection ? TotalScope.Section : TotalScope.WholeList, count, money);
    }

    private bool Says(ListCell cell, out TotalText stated)
    {
        stated = default;
        return cell.Kind == CellKind.Text && !TotalText.IsOnlyFigures(cell.Span) && TotalText.TryRead(cell.Span, format.Numbers, format.Currency, out stated) && stated.IsTotal;
    }

    /// <summary>The sum in the amount column, in yuan: a plain number counts in the column's unit, a sentence says its own.</summary>
    private decimal? AmountIn(ListCell cell, ref int? count)
    {
        if (cell.Kind == CellKind.Number) return AmountText.TryReadStored(cell.Span, out var stored) ? InYuan(stored) : null;
        if (cell.Kind != CellKind.Text) return null;
        if (AmountText.TryRead(cell.Span, format.Numbers, format.Currency, out var plain)) return InYuan(plain);
        if (!TotalText.TryRead(cell.Span, format.Numbers, format.Currency, out var stated)) return null;
        count ??= stated.Count;
        return stated.Sum ?? (stated.Bare is { } bare ? InYuan(bare) : null);
    }

    private decimal? InYuan(decimal units) => Math.Abs(units) <= ListLimits.AmountMinorUnits ? units * format.Mapping.Unit : null;
}
