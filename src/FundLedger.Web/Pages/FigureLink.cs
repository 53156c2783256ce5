using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Extensions.Primitives;

namespace FundLedger.Web.Pages;

/// <summary>The address of the entries a figure is made of, written and read in one place.</summary>
internal static class FigureLink
{
    private const string Restricted = "restricted";
    private const string Unrestricted = "unrestricted";
    private const string BesideCash = "cash";
    private const string Below = "all";

    /// <summary>What names the figure beside the fund and the days, which the list of entries has fields for.</summary>
    internal static readonly string[] HiddenFields = ["figure", "entity", "currency", "source", "source-kind", "class", "account", "layer", "beside", "below", "part", "tree", "year-end-from", "through"];

    internal static string To(FigureBasis basis) => "/entries" + QueryString.Create(Parts(basis).Where(part => part.Value is not null));

    /// <summary>The figure that an address names; null when it names none.</summary>
    /// <param name="field">What was given for a field, trimmed; empty when it was not.</param>
    internal static Outcome<FigureBasis?> Read(Func<string, string> field, StringValues accounts, DateOnly? from, DateOnly? to)
    {
        if (field("figure") is not { Length: > 0 } code) return new Outcome<FigureBasis?>.Done(null);
        var measure = Measure.All.FirstOrDefault(known => known.Code == code);
        var isRead = Optional(field("through"), out long? through, (string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            & Optional(field("year-end-from"), out DateOnly? leftOutFrom, (string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            & Optional(field("currency"), out Currency? currency, Currency.TryFind)
            & Optional(field("part"), out FigurePart? part, (string text, out FigurePart read) => Enum.TryParse(text, ignoreCase: true, out read) && Enum.IsDefined(read))
            & Optional(field("source-kind"), out SourceKind? kind, (string text, out SourceKind read) => Enum.TryParse(text, out read) && Enum.IsDefined(read));
        isRead &= field("class") is "" or Restricted or Unrestricted;
        isRead &= field("beside") is "" or BesideCash;
        isRead &= field("below") is "" or Below;
        if (measure is null || !isRead)
            return Refusal.Of("figure-unknown", "figure", "地址里所说的数字不存在。请从报表重新点开。", "The address names a figure that does not exist. Open it again from the report.");
        return new FigureBasis(measure, OrNull(field("fund")), from, to, through)
        {
            Entity = OrNull(field("entity")),
            Currency = currency,
            Source = OrNull(field("source")),
            SourceKind = kind,
            IsRestricted = field("class") is { Length: > 0 } named ? named == Restricted : null,
            Accounts = [.. accounts.OfType<string>().Where(account => account.Length > 0)],
            Layer = OrNull(field("layer")),
            YearEndLeftOutFrom = leftOutFrom,
            IsBesideCash = field("beside") == BesideCash,
            IsOfTree = field("below") == Below,
            Part = part,
            Tree = OrNull(field("tree")),
        };
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parts(FigureBasis basis) =>
    [
        new("figure", basis.Measure.Code), new("fund", basis.Fund), new("entity", basis.Entity), new("currency", basis.Currency?.Code),
        new("source", basis.Source), new("source-kind", basis.SourceKind?.ToString()), new("class", basis.IsRestricted switch { true => Restricted, false => Unrestricted, null => null }), .. basis.Accounts.Select(account => KeyValuePair.Create("account", (string?)account)),
        new("layer", basis.Layer), new("beside", basis.IsBesideCash ? BesideCash : null), new("below", basis.IsOfTree ? Below : null), new("part", basis.Part?.ToString().ToLowerInvariant()), new("tree", basis.Tree),
        new("year-end-from", basis.YearEndLeftOutFrom?.ToIso()), new("from", basis.From?.ToIso()), new("to", basis.To?.ToIso()), new("through", basis.LastEntry?.ToString(CultureInfo.InvariantCulture)),
    ];

    private delegate bool TryRead<T>(string text, out T value);

    private static bool Optional<T>(string text, out T? value, TryRead<T> tryRead) where T : struct
    {
        value = null;
        if (text.Length == 0) return true;
        if (!tryRead(text, out var read)) return false;
        value = read;
        return true;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
