using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FundLedger.Donors;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>How a result is printed.</summary>
internal enum ResultForm
{
    Text,
    Json,
}

/// <summary>The options that many verbs share, each described and read in one place.</summary>
internal static class Options
{
    internal static Option<string> Text(Shell shell, string name, Bilingual value, Bilingual description, bool isRequired = false) =>
        new(name) { Description = shell.In(description), HelpName = shell.In(value), Required = isRequired };

    internal static Option<bool> Flag(Shell shell, string name, Bilingual description) => new(name) { Description = shell.In(description), Arity = ArgumentArity.Zero };

    internal static Option<string> Fund(Shell shell, string name = "--fund") =>
        Text(shell, name, new("代码", "CODE"), name == "--fund" ? new("基金代码", "code of the fund") : new("基金代码", "code of a fund"), isRequired: true);

    /// <summary>Read later, in the currency of the fund; see <see cref="TypedAmount"/>.</summary>
    internal static Option<string> Amount(Shell shell, string name = "--amount", bool isRequired = true) =>
        Text(shell, name, new("金额", "AMOUNT"), name == "--fee" ? new("银行扣下的手续费", "what the bank kept of it") : new("金额，如 1234.50", "amount, such as 1234.50"), isRequired);

    internal static Option<string> Source(Shell shell, Bilingual description, string name = "--source", bool isRequired = false) =>
        Text(shell, name, new("来源", "SOURCE"), description, isRequired);

    internal static Option<string> Reference(Shell shell, Bilingual description, bool isRequired = false) =>
        Text(shell, "--ref", new("编号", "NUMBER"), description, isRequired);

    internal static Option<DateOnly> On(Shell shell) => Date(shell, "--on", new("发生日期", "the day it happened"), isRequired: true);

    internal static Option<DateOnly> Date(Shell shell, string name, Bilingual description, bool isRequired = false) => Read<DateOnly>(
        shell, name, Bilingual.Same("yyyy-MM-dd"), description, isRequired, IsoDates.TryParse,
        text => new($"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));

    internal static Option<PeriodMonth> Month(Shell shell, Bilingual description) => Read<PeriodMonth>(
        shell, "--month", Bilingual.Same("yyyy-MM"), description, isRequired: true, PeriodMonth.TryParse,
        text => new($"“{text}”不是月份。请写如 2026-01。", $"'{text}' is not a month. Write it like 2026-01."));

    /// <summary>In microseconds since 1970-01-01 UTC.</summary>
    internal static Option<long> KnownAt(Shell shell) => Read<long>(
        shell, "--known-at", new("时刻", "MOMENT"), new("按当时已记录的分录（默认：现在）", "as known at this moment (default: now)"), isRequired: false, Moments.TryParse,
        text => new($"“{text}”不是时刻。请写如 2026-01-31T08:00:00+08:00。", $"'{text}' is not a moment. Write it like 2026-01-31T08:00:00+08:00."));

    internal static Option<Currency> Currency(Shell shell) => Read<Currency>(
        shell, "--currency", new("币种", "CODE"), new("ISO 4217 币种代码，如 CNY", "ISO 4217 code, such as CNY"), isRequired: true, Values.Currency.TryFind,
        text => new($"“{text}”不是现行的 ISO 4217 币种代码。请写如 CNY。", $"'{text}' is not an active ISO 4217 currency code. Write it like CNY."));

    /// <summary>How gifts came.</summary>
    internal static Option<GiftChannel> Channel(Shell shell) => Choices.Option(shell, "--channel", new("捐款渠道（默认：未说明）", "how it came (default: not said)"), Choices.Of<GiftChannel>());

    internal static Option<EntryId> Entry(Shell shell, Bilingual description, string name = "--entry") => Read<EntryId>(
        shell, name, new("分录号", "ENTRY"), description, isRequired: true, TryReadEntry, NotAnEntry);

    internal static Argument<EntryId> EntryArgument(Shell shell, Bilingual description) => new(shell.In("分录号", "ENTRY"))
    {
        Description = shell.In(description),
        CustomParser = result => ReadToken<EntryId>(shell, result, TryReadEntry, NotAnEntry),
    };

    internal static Argument<string> File(Shell shell, Bilingual description) => new(shell.In("文件", "FILE")) { Description = shell.In(description) };

    /// <summary>The paper behind an entry, kept in the ledger.</summary>
    internal static Option<string> Document(Shell shell) => Text(shell, "--document", new("文件", "FILE"), new("凭据文件，存入账本（不超过 10 MB）", "file of its document, kept in the ledger (at most 10 MB)"));

    /// <summary>How results are printed; <c>--json</c> is short for one of them.</summary>
    internal static Option<bool> Json(Shell shell) => Flag(shell, "--json", new("输出 JSON，等于 --format json", "print JSON; the same as --format json"));

    internal static Option<ResultForm> TextOrJson(Shell shell) => Choices.Option(shell, "--format", new("输出格式（默认 text）", "format of the result (default text)"), Choices.Of<ResultForm>());

    private delegate bool TryRead<T>(string text, out T value);

    private static Option<T> Read<T>(Shell shell, string name, Bilingual value, Bilingual description, bool isRequired, TryRead<T> tryRead, Func<string, Bilingual> complaint) => new(name)
    {
        Description = shell.In(description),
        HelpName = shell.In(value),
        Required = isRequired,
        CustomParser = result => ReadToken(shell, result, tryRead, complaint),
    };

    private static T ReadToken<T>(Shell shell, ArgumentResult result, TryRead<T> tryRead, Func<string, Bilingual> complaint)
    {
        var text = result.Tokens[0].Value;
        if (!tryRead(text, out var value)) result.AddError(shell.In(complaint(text)));
        return value;
    }

    private static bool TryReadEntry(string text, out EntryId entry)
    {
        var isRead = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        entry = new EntryId(number);
        return isRead;
    }

    private static Bilingual NotAnEntry(string text) => new($"“{text}”不是分录号。分录号是 1 起的整数。", $"'{text}' is not an entry number. Entries are numbered from 1.");
}
