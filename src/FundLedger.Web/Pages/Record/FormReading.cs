using System.Globalization;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Record;

/// <summary>Reads what people typed. Everything unreadable is told at once, each beside its field.</summary>
/// <param name="entry">The entry that the form speaks of; null when it names none or there is none.</param>
internal sealed class FormReading(RecordForm form, IReadOnlyDictionary<string, string> values, Books books, PostedEntry? entry)
{
    private readonly List<Refusal> refusals = [];

    internal IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>Null when it was left empty.</summary>
    internal string? Optional(string name) => values.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    internal string Text(string name)
    {
        if (Optional(name) is { } text) return text;
        var label = form.Fields.First(field => field.Name == name).Label;
        refusals.Add(Refusal.Of("missing", name, $"请填写{label.Zh}。", $"Fill in: {label.En.ToLowerInvariant()}."));
        return "";
    }

    /// <summary>Null when there is none that can be read: a field that nobody types.</summary>
    internal long? Number(string name) => long.TryParse(Optional(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number of people's own; null when it was left empty.</summary>
    internal int? Count(string name)
    {
        if (Optional(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        refusals.Add(Refusal.Of("number-unreadable", name, $"“{text}”不是整数。请写如 2。", $"'{text}' is not a whole number. Write it like 2."));
        return null;
    }

    internal BasisPoints Share(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return default;
        if (TypedShare.Read(text, name).IsDone(out var share, out var refusal)) return share;
        refusals.Add(refusal);
        return default;
    }

    /// <summary>Code of the entity whose fund a field names; null where it names none.</summary>
    internal string? EntityOf(string fund) => Fund(fund) is { } known ? books.Entity(known.EntityId).Code : null;

    internal bool IsTicked(string name) => Optional(name) is not null;

    internal T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Optional(name), out var value) && Enum.IsDefined(value) ? value : default;

    internal DateOnly Day(string name) => Text(name) is { Length: > 0 } text ? Day(name, text) : default;

    internal DateOnly? OptionalDay(string name) => Optional(name) is { } text ? Day(name, text) : null;

    internal Currency Currency(string name)
    {
        if (Values.Currency.TryFind(Text(name).ToUpperInvariant(), out var currency)) return currency;
        refusals.Add(Refusal.Of("currency-unknown", name, "请写 ISO 4217 币种代码，如 CNY。", "Write the ISO 4217 code of a currency, such as CNY."));
        return Values.Currency.Cny;
    }

    /// <param name="fund">The field that names the fund; the amount is in its currency.</param>
    internal Money Amount(string name, string fund = "fund") => Text(name) is { Length: > 0 } text && Fund(fund) is { } known ? Amount(name, text, known.Currency) : default;

    internal Money? OptionalAmount(string name) => Optional(name) is { } text && Fund("fund") is { } known ? Amount(name, text, known.Currency) : null;

    /// <summary>One fund's part of a gift; null when neither the fund nor the part is filled in.</summary>
    internal GiftShare? Part(string name, string fund)
    {
        if (Optional(name) is null && Optional(fund) is null) return null;
        if (Text(fund) is not { Length: > 0 } || Text(name) is not { Length: > 0 } text || Fund(fund) is not { } known) return null;
        if (TypedPart.Read(known.Code, text, known.Currency, name).IsDone(out var share, out var refusal)) return share;
        refusals.Add(refusal);
        return null;
    }

    /// <summary>An amount in the currency of the entry that the form speaks of.</summary>
    internal Money AmountOfEntry(string name) => Text(name) is { Length: > 0 } text && entry is not null ? Amount(name, text, entry.Lines[0].Amount.Currency) : default;

    internal EntryId Entry(string name)
    {
        if (entry is not null) return entry.Id;
        if (Text(name) is { Length: > 0 } text)
            refusals.Add(Refusal.Of("entry-unknown", name, $"没有分录“{text}”。请写分录号，如 12。", $"There is no entry '{text}'. Write an entry's number, such as 12."));
        return default;
    }

    internal static EntryId? EntryOf(IReadOnlyDictionary<string, string> values) =>
        long.TryParse(values.GetValueOrDefault("entry")?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new EntryId(number) : null;

    private Fund? Fund(string name) => Optional(name) is { } code ? books.FindFund(code) : null;

    private DateOnly Day(string name, string text)
    {
        if (IsoDates.TryParse(text, out var day)) return day;
        refusals.Add(Refusal.Of("date-unreadable", name, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return default;
    }

    private Money Amount(string name, string text, Currency currency)
    {
        if (TypedAmount.Read(text, currency, name).IsDone(out var amount, out var refusal)) return amount;
        refusals.Add(refusal);
        return default;
    }
}
