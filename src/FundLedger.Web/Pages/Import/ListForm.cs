using System.Globalization;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What a person chose about a list, read from the form; everything that cannot be read is told beside its field.</summary>
internal sealed class ListForm(IFormCollection form)
{
    private readonly List<Refusal> refusals = [];

    internal IReadOnlyList<Refusal> Refusals => refusals;

    /// <param name="before">What was chosen so far. Where the list is looked for anew, the columns are found anew.</param>
    /// <param name="named">The kept profile that was chosen; null when none was.</param>
    internal UploadSettings Read(UploadSettings before, ListProfile? named)
    {
        var profile = named ?? new ListProfile(
            Text("sheet"), Number("headerRow"), null,
            ListFormats.TryParse(Text("dates"), out DateFormat dates) ? dates : null,
            ListFormats.TryParse(Text("numbers"), out NumberFormat numbers) ? numbers : null,
            Number("unit"), Text("delimiter"), Text("encoding"));
        if (named is null && IsSamePlace(profile, before.Profile)) profile = profile with { Columns = Columns() };
        return new UploadSettings(Text("fund") ?? before.Fund, Text("source"), Day("on"), profile, Overlap(), Text("acceptDifference") is not null, Text("skipFailed") is not null);
    }

    internal string? Text(string name) => ((string?)form[name])?.Trim() is { Length: > 0 } text ? text : null;

    internal static string FieldOf(ListColumn column) => "column-" + column.ToString().ToLowerInvariant();

    private static bool IsSamePlace(ListProfile now, ListProfile before) =>
        now.Sheet == before.Sheet && now.HeaderRow == before.HeaderRow && now.Delimiter == before.Delimiter && now.Encoding == before.Encoding;

    /// <summary>Each part by the place of its column; what the form does not ask about is found out.</summary>
    private Dictionary<ListColumn, string>? Columns()
    {
        var asked = Enum.GetValues<ListColumn>().Where(column => form.ContainsKey(FieldOf(column))).ToDictionary(column => column, column => Text(FieldOf(column)) ?? "");
        return asked.Count > 0 && asked.Values.Any(name => name.Length > 0) ? asked : null;
    }

    private OverlapChoice? Overlap() => Text("overlap") switch
    {
        "same" => OverlapChoice.Same,
        "new" => OverlapChoice.New,
        _ => null,
    };

    private int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000_000 ? number : null;

    private DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IsoDates.TryParse(text, out var day)) return day;
        refusals.Add(Refusal.Of("date-unreadable", name, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }
}
