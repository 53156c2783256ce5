using System.Text.Json.Serialization;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>How to read one giver's or bank's lists, saved once and used again. Everything left empty is found in the file.</summary>
/// <param name="Sheet">Name of the worksheet; otherwise the first visible one with a header.</param>
/// <param name="HeaderRow">Row number of the header; 0 for a list without one, whose columns are then called <c>#1</c>, <c>#2</c>…</param>
/// <param name="Columns">Column for each part, by its header or as <c>#</c> and its number from 1; an empty name: the list does not have that part.</param>
/// <param name="Dates">Order of day, month and year in texts; settles ambiguous dates.</param>
/// <param name="Numbers">Settles ambiguous numbers.</param>
/// <param name="Unit">Yuan in one unit of the amount column: 1, 1,000, 10,000 (万元) or 100,000,000 (亿元).</param>
/// <param name="Delimiter">One character between the fields of a CSV file, or <c>tab</c>.</param>
/// <param name="Encoding">Name of a text encoding, such as <c>utf-8</c>, <c>gb18030</c> or <c>big5</c>.</param>
public sealed record ListProfile(
    string? Sheet = null,
    int? HeaderRow = null,
    IReadOnlyDictionary<ListColumn, string>? Columns = null,
    DateFormat? Dates = null,
    NumberFormat? Numbers = null,
    int? Unit = null,
    string? Delimiter = null,
    string? Encoding = null)
{
    /// <summary>Everything is found in the file.</summary>
    public static ListProfile Guess { get; } = new();
}

/// <summary>What a column of a donation list holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ListColumn>))]
public enum ListColumn
{
    Donor,
    /// <summary>The amount given; in a bank's file the money that came in.</summary>
    Amount,
    Debit,
    Date,
    Reference,
    Balance,
    Note,
    Currency,
    /// <summary>Whether money came in or went out, beside one unsigned amount (借贷标志).</summary>
    Direction,
}

/// <summary>Order of day, month and year where a text does not show it by itself. Texts that begin with a four-digit year are read in every format.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DateFormat>))]
public enum DateFormat
{
    [JsonStringEnumMemberName("yyyy-MM-dd")] YearFirst,
    [JsonStringEnumMemberName("dd/MM/yyyy")] DayFirst,
    [JsonStringEnumMemberName("MM/dd/yyyy")] MonthFirst,
}

/// <summary>Which sign is the decimal one in texts. Cells that hold a number need none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NumberFormat>))]
public enum NumberFormat
{
    [JsonStringEnumMemberName("1,234.56")] DecimalPoint,
    [JsonStringEnumMemberName("1.234,56")] DecimalComma,
}

/// <summary>The names that options, profiles and messages use for the formats.</summary>
public static class ListFormats
{
    public static string NameOf(this DateFormat format) => format switch
    {
        DateFormat.YearFirst => "yyyy-MM-dd",
        DateFormat.DayFirst => "dd/MM/yyyy",
        _ => "MM/dd/yyyy",
    };

    public static string NameOf(this NumberFormat format) => format == NumberFormat.DecimalPoint ? "1,234.56" : "1.234,56";

    public static bool TryParse(string? text, out DateFormat format)
    {
        format = Enum.GetValues<DateFormat>().FirstOrDefault(known => known.NameOf() == text);
        return format.NameOf() == text;
    }

    public static bool TryParse(string? text, out NumberFormat format)
    {
        format = Enum.GetValues<NumberFormat>().FirstOrDefault(known => known.NameOf() == text);
        return format.NameOf() == text;
    }

    public static Bilingual NameOf(this ListColumn column) => column switch
    {
        ListColumn.Donor => new("捐赠人", "donor"),
        ListColumn.Amount => new("金额", "amount"),
        ListColumn.Debit => new("支出", "debit"),
        ListColumn.Date => new("日期", "date"),
        ListColumn.Reference => new("流水号", "reference"),
        ListColumn.Balance => new("余额", "balance"),
        ListColumn.Note => new("备注", "note"),
        ListColumn.Currency => new("币种", "currency"),
        _ => new("收支方向", "direction"),
    };
}
