using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>One row of a CSV journal. Its first bad cell is kept as the row's refusal; what is read after that is filler.</summary>
/// <param name="number">As a spreadsheet shows it: the header is row 1.</param>
internal sealed class FileRow(int number, string[] cells)
{
    private const string ExportAgain = "请重新导出，不要修改文件。";
    private const string ExportAgainEn = "Export the journal again and leave the file as it is.";

    internal int Number => number;

    /// <summary>Without the protection against formulas.</summary>
    internal string[] Cells => cells;

    internal Refusal? Refusal { get; private set; }

    internal string this[JournalColumn column] => cells[(int)column];

    internal void Refuse(JournalColumn column, string zh, string en) => Refusal ??= Refusal.Of(
        "journal-cell", column.Name(), $"第 {number} 行 {column.Name()} 列：{zh}{ExportAgain}", $"Row {number}, column {column.Name()}: {en} {ExportAgainEn}");

    internal long Whole(JournalColumn column)
    {
        if (long.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole > 0) return whole;
        Refuse(column, $"“{this[column]}”不是正整数。", $"'{this[column]}' is no whole number above zero.");
        return 0;
    }

    internal EntryId? Reference(JournalColumn column) => this[column].Length == 0 ? null : new EntryId(Whole(column));

    internal DateOnly Day(JournalColumn column)
    {
        if (!IsoDates.TryParse(this[column], out var day))
            Refuse(column, $"“{this[column]}”不是形如 2026-01-31 的日期。", $"'{this[column]}' is no date such as 2026-01-31.");
        return day;
    }

    internal DateOnly? OptionalDay(JournalColumn column) => this[column].Length == 0 ? null : Day(column);

    internal long Moment(JournalColumn column)
    {
        if (Moments.TryParse(this[column], out var moment) && Moments.ToIso(moment) == this[column]) return moment;
        Refuse(column, $"“{this[column]}”不是形如 2026-01-31T08:00:00.000000Z 的时刻。", $"'{this[column]}' is no moment such as 2026-01-31T08:00:00.000000Z.");
        return 0;
    }

    internal byte[]? OptionalHash(JournalColumn column) => this[column].Length == 0 ? null : Hash(column);

    internal byte[] Hash(JournalColumn column)
    {
        var hash = new byte[EntryHash.Length];
        var isHex = this[column].Length == 2 * hash.Length && !this[column].AsSpan().ContainsAnyInRange('A', 'F')
            && Convert.FromHexString(this[column], hash, out _, out _) == System.Buffers.OperationStatus.Done;
        if (!isHex) Refuse(column, $"“{this[column]}”不是 64 位小写十六进制数。", $"'{this[column]}' is not 64 hexadecimal digits in small letters.");
        return hash;
    }

    internal bool Flag(JournalColumn column)
    {
        if (this[column] is not ("0" or "1")) Refuse(column, $"“{this[column]}”应为 0 或 1。", $"'{this[column]}' should be 0 or 1.");
        return this[column] == "1";
    }

    internal Currency Currency(JournalColumn column)
    {
        if (Values.Currency.TryFind(this[column], out var currency)) return currency;
        Refuse(column, $"“{this[column]}”不是 ISO 4217 货币代码。", $"'{this[column]}' is no currency code of ISO 4217.");
        return Values.Currency.Cny;
    }

    internal Money Amount(JournalColumn column, Currency currency)
    {
        if (!Money.TryParse(this[column], currency, out var amount) || amount.ToAmountText() != this[column])
            Refuse(column, $"“{this[column]}”不是 {currency} 的金额（{currency.Decimals} 位小数，不分组）。", $"'{this[column]}' is no amount of {currency}: {currency.Decimals} decimals, no grouping.");
        return amount;
    }

    /// <summary>A code or name: not empty.</summary>
    internal string Text(JournalColumn column, KeptText kind)
    {
        if (this[column].Length == 0) Refuse(column, "不应为空。", "It is empty.");
        return OptionalText(column, kind);
    }

    internal string OptionalText(JournalColumn column, KeptText kind)
    {
        if (kind.RefusalFor(this[column], column.Name()) is { } unfit) Refuse(column, unfit.Message.Zh, unfit.Message.En);
        return this[column];
    }

    /// <summary>A word of an enumeration, in the one spelling the export writes.</summary>
    internal T Word<T>(JournalColumn column, Func<T, string> spelling) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (spelling(value) == this[column]) return value;
        var known = string.Join(", ", Enum.GetValues<T>().Select(spelling));
        Refuse(column, $"“{this[column]}”应为以下之一：{known}。", $"'{this[column]}' should be one of: {known}.");
        return default;
    }
}
