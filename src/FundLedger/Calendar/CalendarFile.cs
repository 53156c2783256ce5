using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace FundLedger.Calendar;

/// <summary>Reads a CSV of days: its header names the day, the kind and what the day is, and perhaps the notice.</summary>
public static class CalendarFile
{
    private const int MostBytes = 1024 * 1024;

    private static readonly string[] Days = ["日期", "day", "date"];
    private static readonly string[] Kinds = ["类别", "种类", "kind"];
    private static readonly string[] Names = ["名称", "节日", "name"];
    private static readonly string[] Origins = ["依据", "文件", "origin", "source"];

    private static readonly Dictionary<string, DayKind> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["放假"] = DayKind.Holiday, ["休"] = DayKind.Holiday, ["holiday"] = DayKind.Holiday,
        ["调休上班"] = DayKind.MakeUp, ["上班"] = DayKind.MakeUp, ["班"] = DayKind.MakeUp, ["make-up"] = DayKind.MakeUp,
        ["照常"] = DayKind.Ordinary, ["ordinary"] = DayKind.Ordinary,
    };

    static CalendarFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The kind that a word names, in either language.</summary>
    public static bool TryKind(string? word, out DayKind kind) => Words.TryGetValue(word?.Trim() ?? "", out kind);

    /// <summary>All of its rows, or the first thing that is wrong with its line.</summary>
    public static Outcome<IReadOnlyList<CalendarDay>> Read(byte[] content)
    {
        if (content.Length > MostBytes) return Bad("文件大于 1 MB。", "The file is larger than 1 MB.");
        try
        {
            using var csv = new CsvParser(new StringReader(TextOf(content)), new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = 10_000, DetectDelimiter = true, DetectDelimiterValues = [",", "\t", ";"] });
            return Read(csv);
        }
        catch (Exception unreadable) when (unreadable is CsvHelperException or DecoderFallbackException)
        {
            return Bad("不是完好的 CSV 文件。", "It is no sound CSV file.");
        }
    }

    private static Outcome<IReadOnlyList<CalendarDay>> Read(CsvParser csv)
    {
        if (!csv.Read() || csv.Record is not { } header) return Bad("文件是空的。", "The file is empty.");
        var titles = header.Select(title => title.Trim().TrimStart('\ufeff')).ToList();
        int Find(string[] names) => titles.FindIndex(title => names.Contains(title, StringComparer.OrdinalIgnoreCase));
        var (day, kind, name, origin) = (Find(Days), Find(Kinds), Find(Names), Find(Origins));
        if (day < 0 || kind < 0 || name < 0) return Bad("第 1 行应有“日期”“类别”“名称”三列。", "Line 1 must name the columns 'day', 'kind' and 'name'.");

        var days = new List<CalendarDay>();
        while (csv.Read())
        {
            var (row, line) = (csv.Record!, csv.RawRow);
            string At(int column) => column >= 0 && column < row.Length ? row[column].Trim() : "";
            if (row.All(string.IsNullOrWhiteSpace)) continue;
            if (!IsoDates.TryParse(At(day).Replace('/', '-'), out var on))
                return Bad($"第 {line} 行：“{At(day)}”不是日期。请写如 2026-01-31。", $"Line {line}: '{At(day)}' is not a date. Write it like 2026-01-31.");
            if (!TryKind(At(kind), out var what))
                return Bad($"第 {line} 行：不认识类别“{At(kind)}”。请写放假、调休上班或照常。", $"Line {line}: the kind '{At(kind)}' is not known. Write holiday, make-up or ordinary.");
            days.Add(new CalendarDay(on, what, At(name), At(origin)));
        }

        return days.Count == 0 ? Bad("文件里没有日期。", "There is no day in the file.") : days;
    }

    private static string TextOf(byte[] content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content);
        }
    }

    private static Refusal Bad(string zh, string en) => Refusal.Of("calendar-unreadable", "file", zh, en);
}
