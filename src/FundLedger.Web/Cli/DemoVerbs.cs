using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;

namespace FundLedger.Web.Cli;

/// <summary><c>demo district</c>, <c>demo grants</c>, <c>demo taper</c>.</summary>
internal static class DemoVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "demo", new("演示账本", "Demo books"), District(shell), Grants(shell), Taper(shell));

    private static Command District(Shell shell)
    {
        var verb = new Command("district", shell.In(
            $"一个区的一年：{DemoDistrict.Streets} 个街道、种子资金、{DemoDistrict.Gifts:N0} 笔捐款、两个配比计划", $"A year in a district: {DemoDistrict.Streets} streets, seed money, {DemoDistrict.Gifts:N0} gifts, two matching programmes"));
        var seed = Seed(shell, new("同一种子和年度得到同样的账（默认 1）", "the same seed and year make the same books (default 1)"));
        var year = new Option<int?>("--year") { Description = shell.In("年度（默认：去年）", "the year (default: last year)"), HelpName = "yyyy" };
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        verb.Take(seed, year, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var told = parsed.GetValue(year) ?? shell.Today.Year - 1;
            if (told is < 2005 || told >= shell.Today.Year)
                return shell.TellRefusal(Refusal.Of("year", "year", $"年度应在 2005 至 {shell.Today.Year - 1} 之间：账只能记已发生的事。", $"The year lies between 2005 and {shell.Today.Year - 1}: only what has happened can be posted."), verb);
            var options = shell.StorageOf(parsed);
            await using var database = Databases.Open(options with { Demo = true }, shell.Clock);
            if (!database.Ledger.IsDemo) return TellNoDemo(shell, options);

            var district = await DemoDistrict.FillAsync(database, parsed.GetValue(seed), told, shell.Today, new Telling(shell), stop);
            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(district));
            else
                shell.Around.Out.WriteLine(shell.In(
                    $"捐款 {district.Gifts:N0} 笔；配比 {district.Matched.ToGroupedText()}，配比池转出 {district.PotMoved.ToGroupedText()}；退款 {district.Refunded.ToGroupedText()}。",
                    $"{district.Gifts:N0} gifts; {district.Matched.ToGroupedText()} matched, {district.PotMoved.ToGroupedText()} left the pots; {district.Refunded.ToGroupedText()} refunded."));
            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Grants(Shell shell)
    {
        var verb = new Command("grants", shell.In(
            $"一轮资助，从社区需求到末期评估：{DemoCompany.Organisations} 份申请、{DemoCompany.Experts} 位专家、{DemoRound.Awards} 项立项，{DemoRound.Days} 天压缩在一次运行里",
            $"A round of grants from need to final evaluation: {DemoCompany.Organisations} applications, {DemoCompany.Experts} experts, {DemoRound.Awards} awards, {DemoRound.Days} days in one run"));
        var seed = Seed(shell, new("同一种子和起始日得到同样的账（默认 1）", "the same seed and first day make the same books (default 1)"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        verb.Take(seed, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var options = shell.StorageOf(parsed);
            var clock = StoryClock.For(options, shell.Clock, DemoRound.DaysBack);
            await using var database = Databases.Open(options with { Demo = true }, clock);
            if (!database.Ledger.IsDemo) return TellNoDemo(shell, options);
            if (!(await DemoRound.FillAsync(database, clock, parsed.GetValue(seed), new Telling(shell), stop: stop)).IsDone(out var told, out var refusal)) return shell.TellRefusal(refusal, verb);
            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(told));
            else
            {
                shell.Around.Out.WriteLine(shell.In(
                    $"申请 {told.Applications} 份；发现利益冲突 {told.ConflictsFound} 处；立项 {told.Awards} 项；付清 {told.TranchesPaid} 批；追回 {told.Clawbacks} 项。",
                    $"{told.Applications} applications; {told.ConflictsFound} conflicts of interest found; {told.Awards} awards; {told.TranchesPaid} tranches paid; {told.Clawbacks} clawback(s)."));
                shell.Tell(new(
                    $"用 serve 打开后可用 manager、approver、expert、organisation 等登录，密码：{DemoSignIns.PasswordOf(database)}",
                    $"Served, it can be signed in to as manager, approver, expert, organisation and others, with the password {DemoSignIns.PasswordOf(database)}"));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Taper(Shell shell)
    {
        var verb = new Command("taper", shell.In("三个社区公共空间的三年渐进撤出：一个领先、一个落后而暂缓、一个在年度评审中变更", "Three public spaces over three years of falling support: one ahead, one behind and held, one amended at its yearly review"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        verb.Take(format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var options = shell.StorageOf(parsed);
            var clock = StoryClock.For(options, shell.Clock, DemoTaper.Days);
            await using var database = Databases.Open(options with { Demo = true }, clock);
            if (!database.Ledger.IsDemo) return TellNoDemo(shell, options);
            if (!(await DemoBooks.FillWithSpacesAsync(database, clock, stop, new Telling(shell))).IsDone(out var told, out var refusal)) return shell.TellRefusal(refusal, verb);
            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(told));
            else
                shell.Around.Out.WriteLine(shell.In(
                    $"空间 {told.Spaces} 个；付清 {told.PeriodsPaid} 期，暂缓 {told.Held} 期；变更计划 {told.Amended} 个；共支付 {told.Paid.ToGroupedText()}，退回 {told.Returned.ToGroupedText()}。",
                    $"{told.Spaces} spaces; {told.PeriodsPaid} periods paid, {told.Held} held; {told.Amended} plan(s) amended; {told.Paid.ToGroupedText()} paid, {told.Returned.ToGroupedText()} returned."));
            return ExitCode.Done;
        });
        return verb;
    }

    private static Option<int> Seed(Shell shell, Bilingual description) => new("--seed") { Description = shell.In(description), DefaultValueFactory = _ => 1, HelpName = shell.In("数", "NUMBER") };

    private static int TellNoDemo(Shell shell, StorageOptions options) => shell.TellError(new(
        $"{options.Place} 里是正式账本，不能写入演示数据。请用 --data 指定另一个目录。", $"The books in {options.Place} are no demo, so no demo data is put into them. Name another folder with --data."), ExitCode.BadInput);

    /// <summary>A line for each tenth of the way.</summary>
    private sealed class Telling(Shell shell) : IProgress<(int Done, int Of)>
    {
        private int tenths;

        public void Report((int Done, int Of) value)
        {
            if (value.Done * 10 / value.Of == tenths) return;
            tenths = value.Done * 10 / value.Of;
            shell.Tell(new($"已完成 {value.Done:N0} / {value.Of:N0} 步", $"{value.Done:N0} of {value.Of:N0} steps done"));
        }
    }
}
