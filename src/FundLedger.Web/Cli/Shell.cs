using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>What every verb has: the language, the ways to speak, and where the books are.</summary>
internal sealed class Shell
{
    internal Shell(Surroundings around, Language language)
    {
        (Around, Language) = (around, language);
        Data = new Option<string>("--data")
        {
            Description = In(
                "账本所在：目录，或 sqlserver:连接字符串（默认：环境变量 FUNDLEDGER_Storage__Dialect 与 …__ConnectionString，否则 FUNDLEDGER_DATA，否则 ./data/books）",
                "where the books are: a folder, or sqlserver:CONNECTION (default: environment variables FUNDLEDGER_Storage__Dialect and …__ConnectionString, else FUNDLEDGER_DATA, else ./data/books)"),
            HelpName = In("目录", "DIR"),
            Recursive = true,
        };
        Lang = Choices.Option(this, "--lang", new("界面语言（默认按系统语言）", "language of messages (default: the system's)"), [("zh-CN", Language.Zh), ("en", Language.En)]);
        Lang.Recursive = true;
        TokenFile = WhoActs.TokenFile(this);
    }

    internal Surroundings Around { get; }
    internal Language Language { get; }
    internal Option<string> Data { get; }
    internal Option<Language> Lang { get; }

    /// <summary>Of the verbs that need to know who acts.</summary>
    internal Option<string> TokenFile { get; }

    internal TimeProvider Clock => Around.Clock;

    internal DateOnly Today => Moments.DayInShanghai(Moments.ToMicroseconds(Clock.GetUtcNow()));

    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal string In(Bilingual text) => text.In(Language);

    /// <summary>Where the books are, as every verb is told.</summary>
    /// <exception cref="CannotOpenException">It is said in a way that cannot be understood.</exception>
    internal StorageOptions StorageOf(ParseResult parsed) => BooksPlace.Of(parsed.GetValue(Data), Around.Environment);

    /// <summary>A message to the person, apart from the results.</summary>
    internal void Tell(Bilingual message) => Around.Error.WriteLine(In(message));

    internal void TellError(string sentence) => Around.Error.WriteLine(In("错误：", "error: ") + sentence);

    internal int TellError(Bilingual message, int exitCode)
    {
        TellError(In(message));
        return exitCode;
    }

    /// <summary>Says what was refused, led by the option to mend where the verb has it.</summary>
    internal int TellRefusal(Refusal refusal, Command verb)
    {
        var option = "--" + Choices.Dashed(refusal.Field);
        var named = verb.Options.Any(known => known.Name == option) ? option : refusal.Field;
        TellError(named.Length > 0 ? $"{named}{In("：", ": ")}{In(refusal.Message)}" : In(refusal.Message));
        return ExitCode.BadInput;
    }
}
