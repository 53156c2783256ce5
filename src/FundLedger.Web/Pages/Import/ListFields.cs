using System.Globalization;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>How a list is read, as fields to correct.</summary>
internal sealed class ListFields
{
    private static readonly string[] Encodings = ["utf-8", "gb18030", "big5", "utf-16"];
    private static readonly (string Value, Bilingual Name)[] Delimiters = [(",", new("逗号", "comma")), ("tab", new("制表符", "tab")), (";", new("分号", "semicolon")), ("|", new("竖线", "bar"))];
    private static readonly (string Value, Bilingual Name)[] Units = [("1", new("元", "1")), ("1000", new("千元", "1,000")), ("10000", new("万元", "10,000")), ("100000000", new("亿元", "100,000,000"))];

    private readonly ImportListModel page;
    private readonly ColumnMapping? mapping;
    private readonly IReadOnlyList<SampleRow> sample;
    private readonly int? headerRow;

    internal ListFields(ImportListModel page, ListLook look)
    {
        (this.page, mapping, sample, headerRow, Scan) = (page, look.Mapping, look.Sample, look.HeaderRow, look.Scan);
        (IsSpreadsheet, IsThere, Sheets) = (look.File?.IsSpreadsheet == true, look.File is not null, look.File?.SheetNames() ?? []);
    }

    /// <summary>Null when it cannot be read so.</summary>
    internal ListScan? Scan { get; }

    internal bool IsThere { get; }
    internal bool IsSpreadsheet { get; }
    internal IReadOnlyList<string> Sheets { get; }

    /// <summary>The first rows as they stand in the file, to look up what to correct.</summary>
    internal IReadOnlyList<SampleRow> Sample => [.. sample.Take(8)];

    private UploadSettings Settings => page.Settings;
    private ListProfile Profile => Settings.Profile;

    /// <summary>The field of the form that a refusal of the list speaks of; empty for the file itself.</summary>
    internal static string FieldOf(Refusal refusal) => refusal.Field switch
    {
        "columns" or "amount" => ListForm.FieldOf(ListColumn.Amount),
        "dates" or "numbers" or "on" or "sheet" or "encoding" or "delimiter" or "fund" => refusal.Field,
        _ => "",
    };

    /// <summary>One list of columns for each part of a gift.</summary>
    internal IEnumerable<ChoiceField> Columns => Enum.GetValues<ListColumn>().Select(Column);

    internal ChoiceField Source => Choice("source", new("资金来源", "Source"), Settings.Source,
        [("", page.In("捐赠（默认）", "Donations (default)"), false), .. page.Books.Sources.Where(source => source.IsSpendable).DistinctBy(source => source.Code)
            .Select(source => source.Name.Length > 0 ? (source.Code, source.Name, true) : (source.Code, page.In(source.Kind.Name()), false))]);

    internal ChoiceField Sheet => Choice("sheet", new("工作表", "Worksheet"), Profile.Sheet ?? Scan?.Sheet, [.. Sheets.Select(name => (name, name, true))]);

    internal ChoiceField HeaderRow => Choice("headerRow", new("表头在哪一行", "Where the header is"), Profile.HeaderRow?.ToString(CultureInfo.InvariantCulture),
        [Automatic, .. sample.Take(15).Select(row => (row.Number.ToString(CultureInfo.InvariantCulture), $"{row.Number}: {Short(string.Join(" | ", row.Cells.Where(cell => cell.Length > 0).Take(4)), 60)}", true)),
            ("0", page.In("没有表头", "There is none"), false)]);

    internal ChoiceField Dates => Choice("dates", new("日期的写法", "How dates are written"), Profile.Dates?.NameOf(),
        [Automatic, .. Enum.GetValues<DateFormat>().Select(format => (format.NameOf(), Order(format), false))]);

    internal ChoiceField Numbers => Choice("numbers", new("数字的写法", "How numbers are written"), Profile.Numbers?.NameOf(),
        [Automatic, .. Enum.GetValues<NumberFormat>().Select(format => (format.NameOf(), format.NameOf(), false))]);

    internal ChoiceField Unit => Choice("unit", new("金额的单位", "Amounts count in"), Profile.Unit?.ToString(CultureInfo.InvariantCulture), [Automatic, .. Units.Select(Named)]);

    internal ChoiceField Encoding => Choice("encoding", new("文字编码", "Encoding"), Profile.Encoding, [Automatic, .. Encodings.Select(name => (name, name, false))]);

    internal ChoiceField Delimiter => Choice("delimiter", new("分隔符", "Delimiter"), Profile.Delimiter, [Automatic, .. Delimiters.Select(Named)]);

    internal ChoiceField Kept => Choice("profile", new("改用存下的读法", "Use one kept before"), null, [("", page.In("（不用）", "(none)"), false), .. page.Profiles.Select(name => (name, name, true))]);

    private (string Value, string Name, bool IsOwn) Automatic => ("", page.In("自动识别", "Found out"), false);

    private ChoiceField Column(ListColumn part)
    {
        var at = mapping?.Columns.TryGetValue(part, out var column) == true ? column : null;
        var told = Profile.Columns?.GetValueOrDefault(part);
        var value = at is not null ? PlaceOf(at.Index) : told is ['#', ..] ? told : "";
        var name = part.NameOf();
        Bilingual? hint = at is { Guessed: true } ? new("推测", "guessed") : null;
        return Choice(ListForm.FieldOf(part), new(name.Zh, char.ToUpperInvariant(name.En[0]) + name.En[1..]), value,
            [("", page.In("（没有这一列）", "(no such column)"), false), .. Enumerable.Range(0, Width).Select(i => (PlaceOf(i), ColumnName(i), true))], hint);
    }

    private int Width => Math.Min(sample.Select(row => row.Cells.Count).DefaultIfEmpty().Max(), 200);

    private static string PlaceOf(int index) => string.Create(CultureInfo.InvariantCulture, $"#{index + 1}");

    /// <summary>A column by its number, its header and the first thing below it.</summary>
    private string ColumnName(int index)
    {
        string At(SampleRow? row) => row is not null && index < row.Cells.Count ? row.Cells[index] : "";
        var header = At(sample.FirstOrDefault(row => row.Number == headerRow));
        var below = sample.Where(row => row.Number > (headerRow ?? 0)).Select(At).FirstOrDefault(cell => cell.Length > 0) ?? "";
        return string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Short(header, 24)}{(below.Length > 0 ? $"（{Short(below, 24)}）" : "")}");
    }

    private string Order(DateFormat format) => format switch
    {
        DateFormat.YearFirst => page.In("年-月-日（yyyy-MM-dd）", "year-month-day (yyyy-MM-dd)"),
        DateFormat.DayFirst => page.In("日/月/年（dd/MM/yyyy）", "day/month/year (dd/MM/yyyy)"),
        _ => page.In("月/日/年（MM/dd/yyyy）", "month/day/year (MM/dd/yyyy)"),
    };

    private (string Value, string Name, bool IsOwn) Named((string Value, Bilingual Name) known) => (known.Value, page.In(known.Name), false);

    private ChoiceField Choice(string name, Bilingual label, string? value, IReadOnlyList<(string Value, string Name, bool IsOwn)> options, Bilingual? hint = null) =>
        new(name, label, options, value ?? "", page.Language, hint, page.RefusalOf(name), page.Refusals.Count > 0 && page.Refusals[0].Field == name);

    private static string Short(string text, int most) => text.Length > most ? text[..most] + "…" : text;
}
