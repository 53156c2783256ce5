using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>How the rows of one file are read: everything settled.</summary>
/// <param name="HeaderWidth">Columns of the header; a CSV row with more was cut in the wrong place.</param>
/// <param name="On">Date of the rows that have none.</param>
/// <param name="IsStatement">Money in and out of an account, both ways a line.</param>
internal sealed record RowFormat(ColumnMapping Mapping, int HeaderWidth, Currency Currency, NumberFormat Numbers, DateFormat Dates, DateOnly? On, bool IsStatement = false);

/// <summary>Turns the fields of one row into what the row is. Remembers only the sum so far, to know an unlabelled total when it meets one.</summary>
internal sealed class RowReader(RowFormat format)
{
    private readonly int amountAt = format.Mapping.IndexOf(ListColumn.Amount);
    private readonly int debitAt = format.Mapping.IndexOf(ListColumn.Debit);
    private readonly int donorAt = format.Mapping.IndexOf(ListColumn.Donor);
    private readonly int dateAt = format.Mapping.IndexOf(ListColumn.Date);
    private readonly int referenceAt = format.Mapping.IndexOf(ListColumn.Reference);
    private readonly int balanceAt = format.Mapping.IndexOf(ListColumn.Balance);
    private readonly int noteAt = format.Mapping.IndexOf(ListColumn.Note);
    private readonly int currencyAt = format.Mapping.IndexOf(ListColumn.Currency);
    private readonly int directionAt = format.Mapping.IndexOf(ListColumn.Direction);
    private readonly string amountHeader = format.Mapping.HeaderOf(ListColumn.Amount);
    private readonly bool onlyMoneyIn = HeaderNames.HoldsOnlyMoneyIn(format.Mapping.HeaderOf(ListColumn.Amount));
    private readonly bool debitsAreNegative = HeaderNames.IsWrittenBelowZero(format.Mapping.HeaderOf(ListColumn.Debit));
    private readonly RowTotals totals = new(format);
    private (int Gifts, Int128 MinorUnits) soFar;
    private bool isInSummary;

    /// <returns>Empty for a blank row.</returns>
    public ListRow? Read(ListRows rows)
    {
        var filled = FilledCells(rows, out var first);
        if (filled == 0) return null;
        var row = ReadFilled(rows, first, filled);
        if (row is ListRow.Gift gift) soFar = (soFar.Gifts + 1, soFar.MinorUnits + gift.Amount.MinorUnits);
        return row;
    }

    private ListRow ReadFilled(ListRows rows, int first, int filled)
    {
        if (rows.Damage is { } damage) return new ListRow.Failed(rows.Number, "", damage);
        var amount = rows.CellOrBlank(amountAt);
        if (Blanks.Trim(amount.Span).SequenceEqual(amountHeader)) return new ListRow.NotAGift(rows.Number, NotAGiftKind.RepeatedHeader);
        isInSummary |= PageFurniture.BeginsSummary(rows[first].Span);
        if (isInSummary) return new ListRow.NotAGift(rows.Number, NotAGiftKind.Heading);
        if (totals.TryRead(rows, first) is { } total) return total;
        if (PageFurniture.IsCarriedBalance(rows[first].Span)) return new ListRow.NotAGift(rows.Number, NotAGiftKind.CarriedBalance);
        if (PlacesRefusal(rows, filled) is { } cut) return new ListRow.Failed(rows.Number, "", cut);
        if (amount.Kind == CellKind.Uncomputed) return Fail(rows, ListColumn.Amount, ListRefusals.Uncomputed(rows.Number, amountHeader));
        if (!TryAmount(rows, amount, ListColumn.Amount, out var given, out var failed)) return failed!;
        if (!TryAmount(rows, rows.CellOrBlank(debitAt), ListColumn.Debit, out var paidOut, out failed)) return failed!;
        if (debitsAreNegative && paidOut is { IsNegative: true } written) paidOut = -written;

        if (given is { IsZero: false } && paidOut is { IsZero: false }) return Fail(rows, ListColumn.Debit, ListRefusals.InAndOut(rows.Number));
        if (format.IsStatement && (paidOut is { IsZero: false } || given is { IsZero: false })) return Line(rows, paidOut is { IsZero: false } taken ? -taken : given!.Value, isDebit: paidOut is { IsZero: false }, filled);
        if (paidOut is { IsZero: false } paid) return new ListRow.NotAGift(rows.Number, NotAGiftKind.MoneyOut, paid);
        if (given is null) return WithoutAmount(rows, first, filled, paidOut);
        return given.Value.IsZero ? new ListRow.NotAGift(rows.Number, NotAGiftKind.ZeroAmount) : WithAmount(rows, given.Value, filled);
    }

    /// <summary>A line of a statement. An amount below zero goes the other way: a bank takes back what it booked by writing it in red.</summary>
    private ListRow Line(ListRows rows, Money amount, bool isDebit, int filled)
    {
        if (RefusalForCurrency(rows) is { } otherCurrency) return otherCurrency;
        if (!isDebit && directionAt >= 0)
        {
            var direction = PageFurniture.DirectionOf(rows.CellOrBlank(directionAt).Span);
            if (direction == Direction.Unknown)
                return Fail(rows, ListColumn.Direction, ListRefusals.DirectionUnknown(rows.Number, Blanks.Collapse(rows.CellOrBlank(directionAt).Span)));
            if (direction == Direction.Out && !(amount.IsNegative && !onlyMoneyIn)) amount = -amount;
        }

        if (filled == 1) return Fail(rows, ListColumn.Amount, ListRefusals.UnlabelledTotal(rows.Number, amount));
        if (!TryDate(rows, out var date, out var failed)) return failed!;
        if (!TryText(rows, donorAt, ListColumn.Donor, ListLimits.DonorCharacters, out var counterparty, out failed)) return failed!;
        if (!TryText(rows, referenceAt, ListColumn.Reference, ListLimits.ReferenceCharacters, out var reference, out failed)) return failed!;
        if (!TryText(rows, noteAt, ListColumn.Note, ListLimits.NoteCharacters, out var text, out failed)) return failed!;
        return new ListRow.Movement(rows.Number, ListedName.Clean(counterparty), amount, date, reference, Balance(rows), text);
    }

    private ListRow? RefusalForCurrency(ListRows rows) =>
        currencyAt >= 0 && rows.CellOrBlank(currencyAt) is { IsBlank: false } money && !CurrencyMarks.Names(money.Span, format.Currency)
            ? Fail(rows, ListColumn.Currency, ListRefusals.OtherCurrency(rows.Number, Blanks.Collapse(money.Span), format.Currency)) : null;

    private ListRow WithoutAmount(ListRows rows, int first, int filled, Money? paidOut)
    {
        if (paidOut is not null) return new ListRow.NotAGift(rows.Number, NotAGiftKind.ZeroAmount);
        var isRemark = filled == 1 || PageFurniture.IsRemark(rows[first].Span);
        if (isRemark) return new ListRow.NotAGift(rows.Number, NotAGiftKind.Heading);
        return Fail(rows, ListColumn.Amount, ListRefusals.AmountMissing(rows.Number, amountHeader));
    }

    private ListRow WithAmount(ListRows rows, Money amount, int filled)
    {
        if (RefusalForCurrency(rows) is { } otherCurrency) return otherCurrency;
        var direction = directionAt < 0 ? Direction.In : PageFurniture.DirectionOf(rows.CellOrBlank(directionAt).Span);
        if (direction == Direction.Unknown)
            return Fail(rows, ListColumn.Direction, ListRefusals.DirectionUnknown(rows.Number, Blanks.Collapse(rows.CellOrBlank(directionAt).Span)));
        if (direction == Direction.Out) return new ListRow.NotAGift(rows.Number, NotAGiftKind.MoneyOut, amount.IsNegative ? -amount : amount);
        if (amount.IsNegative)
        {
            var isPayment = !onlyMoneyIn && debitAt < 0 && directionAt < 0;
            if (isPayment) return new ListRow.NotAGift(rows.Number, NotAGiftKind.MoneyOut, -amount);
            return Fail(rows, ListColumn.Amount, ListRefusals.NegativeAmount(rows.Number, amount));
        }

        var isSumSoFar = filled == 1 && soFar.Gifts > 1 && soFar.MinorUnits == amount.MinorUnits;
        if (isSumSoFar) return Fail(rows, ListColumn.Amount, ListRefusals.UnlabelledTotal(rows.Number, amount));
        return TryDate(rows, out var date, out var failed) ? WithTexts(rows, amount, date) : failed!;
    }

    private ListRow WithTexts(ListRows rows, Money amount, DateOnly date)
    {
        if (!TryText(rows, donorAt, ListColumn.Donor, ListLimits.DonorCharacters, out var donor, out var failed)) return failed!;
        if (!TryText(rows, referenceAt, ListColumn.Reference, ListLimits.ReferenceCharacters, out var reference, out failed)) return failed!;
        if (!TryText(rows, noteAt, ListColumn.Note, ListLimits.NoteCharacters, out var note, out failed)) return failed!;
        return new ListRow.Gift(rows.Number, ListedName.Clean(donor), amount, date, reference, Balance(rows), note);
    }

    /// <summary>An empty or dashed cell is no amount; a cell with anything else must be one.</summary>
    private bool TryAmount(ListRows rows, ListCell cell, ListColumn column, out Money? amount, out ListRow? failed)
    {
        (amount, failed) = (null, null);
        var text = Blanks.Trim(cell.Span);
        if (text.IsEmpty || text is "-" or "--" or "—" or "——" or "/") return true;
        if (!TryNumber(cell, out var value))
        {
            failed = Fail(rows, column, ListRefusals.AmountUnreadable(rows.Number, format.Mapping.HeaderOf(column), text.ToString(), format.Numbers));
            return false;
        }

        if (Math.Abs(value) <= ListLimits.AmountMinorUnits && AmountText.TryMoney(value * format.Mapping.Unit, format.Currency, out var money))
        {
            amount = money;
            return true;
        }

        failed = Fail(rows, column, ListRefusals.AmountNotMoney(rows.Number, format.Mapping.HeaderOf(column), text.ToString(), format.Currency));
        return false;
    }

    private bool TryDate(ListRows rows, out DateOnly date, out ListRow? failed)
    {
        failed = null;
        date = format.On ?? default;
        var cell = rows.CellOrBlank(dateAt);
        if (cell.IsBlank)
        {
            if (format.On is null) failed = Fail(rows, ListColumn.Date, ListRefusals.DateMissingInRow(rows.Number));
            return failed is null;
        }

        if (DateText.TrySplit(cell.Span, out var parts) && parts.TryRead(format.Dates, out date)) return true;
        var header = format.Mapping.HeaderOf(ListColumn.Date);
        failed = Fail(rows, ListColumn.Date, ListRefusals.DateUnreadable(rows.Number, header, Blanks.Collapse(cell.Span), format.Dates));
        return false;
    }

    private bool TryText(ListRows rows, int column, ListColumn part, int longest, out string text, out ListRow? failed)
    {
        failed = null;
        text = FormulaSafe.UnescapedOnly(Blanks.Collapse(rows.CellOrBlank(column).Span));
        var header = format.Mapping.HeaderOf(part);
        var isBroken = text.Contains('\ufffd', StringComparison.Ordinal);
        if (text.Length > longest) failed = Fail(rows, part, ListRefusals.TextTooLong(rows.Number, header, text.Length, longest));
        else if (isBroken) failed = Fail(rows, part, ListRefusals.BrokenCharacter(rows.Number, header));
        return failed is null;
    }

    /// <summary>A balance is not read where the amounts count in another unit: whether it counts in the same, the file seldom says.</summary>
    private Money? Balance(ListRows rows)
    {
        if (format.Mapping.Unit != 1) return null;
        var cell = rows.CellOrBlank(balanceAt);
        return TryNumber(cell, out var value) && AmountText.TryMoney(value, format.Currency, out var money) ? money : null;
    }

    private bool TryNumber(ListCell cell, out decimal value)
    {
        value = 0;
        return cell.Kind switch
        {
            CellKind.Number => AmountText.TryReadStored(cell.Span, out value),
            CellKind.Text => AmountText.TryRead(cell.Span, format.Numbers, format.Currency, out value),
            _ => false,
        };
    }

    /// <summary>A CSV row with fields too many or too few was cut in the wrong place, and its amount may be half of one.</summary>
    private Refusal? PlacesRefusal(ListRows rows, int filled)
    {
        if (!rows.FieldsAreCounted) return null;
        for (var i = format.HeaderWidth; i < rows.Count; i++)
        {
            if (!rows[i].IsBlank) return ListRefusals.ExtraFields(rows.Number, rows.Count, format.HeaderWidth);
        }

        if (filled == 1) return null;
        foreach (var column in format.Mapping.Columns.Values)
        {
            if (column.Index >= rows.Count) return ListRefusals.MissingFields(rows.Number, rows.Count, column.Index + 1, column.Header);
        }

        return null;
    }

    private ListRow.Failed Fail(ListRows rows, ListColumn column, Refusal reason) => new(rows.Number, format.Mapping.HeaderOf(column), reason);

    private static int FilledCells(ListRows rows, out int first)
    {
        first = -1;
        var filled = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { IsBlank: true, Kind: not CellKind.Uncomputed }) continue;
            if (filled++ == 0) first = i;
        }

        return filled;
    }
}
