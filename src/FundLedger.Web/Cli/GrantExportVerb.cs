using System.CommandLine;
using System.Globalization;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;

namespace FundLedger.Web.Cli;

/// <summary><c>export 360giving</c>: grants to organisations, by the 360Giving Data Standard.</summary>
internal static class GrantExportVerb
{
    private const string All = "all";

    internal static Command In(Shell shell)
    {
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金，连同下级基金；all 为全部", "a fund, with those below it; all for every fund"), isRequired: true);
        var year = StatutoryVerbs.Year(shell, isRequired: false);
        var prefix = Options.Text(shell, "--prefix", new("前缀", "PREFIX"), new("360Giving 给发布者的前缀，标识以它开头", "that 360Giving gave the publisher; identifiers begin with it"), isRequired: true);
        var funder = Options.Text(shell, "--funder-id", new("标识", "ID"), new("资助方的机构标识，如 CN-USCI-…（默认：前缀加会计主体代码）", "the funder's organisation identifier, such as CN-USCI-… (default: the prefix and the entity's code)"));
        var format = Choices.Option(shell, "--format", new("格式（默认：按输出文件名，否则 json）", "format (default: by the name of the file, else json)"), [("json", "json"), ("csv", "csv")]);
        var to = Output.Option(shell);
        return ReadVerb.Make(shell, ThreeSixtyGiving.Code, new("按 360Giving 数据标准导出对机构的资助；不含个人信息", "Export grants to organisations by the 360Giving Data Standard, without personal data"), [fund, year, prefix, funder, format, to], async run =>
        {
            if (!ThreeSixtyGiving.Publisher(run.Required(prefix), run.Value(funder)).IsDone(out var publisher, out var refusal)) return refusal;
            var path = run.Value(to) ?? "-";
            var isCsv = (run.Has(format) ? run.Value(format) : Path.GetExtension(path).TrimStart('.')) == "csv";
            var read = await run.Database.ReadAsync(reader => PublishedGrants.OfAsync(reader, run.Required(fund) == All ? null : run.Required(fund), run.Has(year) ? run.Value(year) : null), run.Stop);
            if (!read.IsDone(out var grants, out refusal)) return refusal;
            var written = await Output.WriteAsync<int>(shell, path, output =>
            {
                if (isCsv) ThreeSixtyGiving.WriteCsv(grants, publisher, shell.Language, output);
                else ThreeSixtyGiving.WriteJson(grants, publisher, shell.Language, output);
                return Task.FromResult<Outcome<int>>(ExitCode.Done);
            });
            shell.Tell(new($"导出资助 {grants.Count.ToString("N0", CultureInfo.InvariantCulture)} 项。", $"{grants.Count.ToString("N0", CultureInfo.InvariantCulture)} grant(s) are exported."));
            return written;
        });
    }
}
