using System.CommandLine;
using FundLedger.Awards;
using FundLedger.Applications;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Work;
using FundLedger.Worklist;

namespace FundLedger.Web.Cli;

/// <summary><c>work</c>, <c>calendar due</c>, <c>grant board</c>.</summary>
internal static class WorkVerbs
{
    /// <summary>What waits for one person.</summary>
    internal static Command In(Shell shell)
    {
        var person = Options.Text(shell, "--as", new("登录名", "SIGN-IN"), new("看谁的（默认：令牌的本人）", "whose work (default: whoever the token is of)"));
        return ReadVerb.MakeShowing<IReadOnlyList<WorkItem>>(
            shell, "work", new("等某人办的事：复核、申请、评审、立项、批次、机构", "What waits for somebody: approvals, applications, reviews, awards, tranches, organisations"), [person, shell.TokenFile],
            async (run, reader, books) =>
            {
                if (!(await IdAsync(run, reader, run.Value(person))).IsDone(out var id, out var refusal)) return refusal;
                return (await WorkQueue.OfAsync(reader, books, id, await Grants.OfAsync(reader, id), Moments.ToMicroseconds(shell.Clock.GetUtcNow()))).ToArray();
            },
            (_, to, items) =>
            {
                if (items.Count == 0) shell.Tell(new("现在没有事项等候办理。", "Nothing waits."));
                else
                {
                    TextTable.Write(
                        to, [shell.In("事项", "What"), shell.In("编号", "Number"), shell.In("部分", "Part"), shell.In("对象", "Of"), shell.In("等候自", "Since"), shell.In("期限", "Due"), shell.In("金额", "Amount")],
                        [.. items.Select(item => new[]
                        {
                            shell.In(item.Kind.Name()), item.Subject, WorkLinks.PartOf(item) is { } part ? shell.In(part) : "", shell.In(WorkLinks.OfWhom(item)), item.Since.ToIso(), item.DueOn?.ToIso() ?? "", item.Amount?.ToGroupedText() ?? "",
                        })], 6);
                }
            },
            items => items.Select(item => new
            {
                Kind = Choices.Dashed(item.Kind.ToString()), Desk = Choices.Dashed(item.Desk.ToString()), item.Subject, item.Part, item.Of, item.Since, Days = item.DaysOn(shell.Today), item.DueOn, IsOverdue = item.IsOverdueOn(shell.Today), item.Amount, item.Count,
                Why = item.Why is { } why ? shell.In(why) : null, Path = WorkLinks.PathOf(item),
            }));
    }

    /// <summary>What falls due, and the money of each month.</summary>
    internal static Command Due(Shell shell)
    {
        var from = Options.Date(shell, "--from", new("第一天（默认：今天）", "the first day (default: today)"));
        var to = Options.Date(shell, "--to", new("最后一天，含当天（默认：半年后）", "the last day, included (default: half a year on)"));
        return ReadVerb.MakeShowing<DueCalendar>(
            shell, "due", new("到期日历：批次、报告、评估、公示、批次截止、资质、追回", "What falls due: tranches, reports, evaluations, publicity, rounds, qualifications, clawbacks"), [from, to],
            async (run, reader, books) =>
            {
                var first = run.Has(from) ? run.Value(from) : shell.Today;
                var last = run.Has(to) ? run.Value(to) : first.AddMonths(6);
                return DueCalendar.RefusalFor(first, last) is { } refusal ? refusal : await DueCalendar.OfAsync(reader, books, null, first, last, Moments.ToMicroseconds(shell.Clock.GetUtcNow()));
            },
            (_, output, due) =>
            {
                TextTable.Write(
                    output, [shell.In("日期", "Day"), shell.In("事项", "What"), shell.In("编号", "Number"), shell.In("部分", "Part"), shell.In("名称", "Name"), shell.In("金额", "Amount"), shell.In("完成", "Done")],
                    [.. due.Items.Select(item => new[]
                    {
                        item.Day.ToIso(), shell.In(item.Kind.Name()), item.Subject, item.Part?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", shell.In(item.Of), item.Amount?.ToGroupedText() ?? "", item.IsDone ? shell.In("是", "yes") : "",
                    })], 3, 5);
                foreach (var month in due.Months)
                    output.WriteLine(shell.In(new Bilingual($"{month.First:yyyy-MM}：到期拨付 {month.Out.ToGroupedText()}，应收追回 {month.In.ToGroupedText()} {month.Out.Currency.Code}", $"{month.First:yyyy-MM}: {month.Out} to be paid, {month.In} to come back")));
            },
            due => new { due.First, due.Last, Items = due.Items.Select(item => new { item.Day, Kind = Choices.Dashed(item.Kind.ToString()), item.Subject, item.Part, Of = shell.In(item.Of), item.Amount, item.IsDone }), due.Months });
    }

    /// <summary>Applications and awards by stage; money by programme and source.</summary>
    internal static Command Board(Shell shell)
    {
        var round = Options.Text(shell, "--round", new("代码", "CODE"), new("只看一个批次", "of one round only"));
        return ReadVerb.MakeShowing<GrantBoard>(
            shell, "board", new("进展总表：申请和立项各阶段的数目与金额，已支付与余额", "The board: applications and awards by stage with counts and money, what was paid and is left"), [round],
            async (run, reader, books) =>
            {
                if (run.Value(round) is not { } code) return await GrantBoard.OfAsync(reader, books, _ => true, shell.Today);
                return (await GrantReading.RoundAsync(reader, books, code)).IsDone(out _, out var refusal) ? await GrantBoard.OfAsync(reader, books, _ => true, shell.Today, code) : refusal;
            },
            (_, to, board) =>
            {
                TextTable.Write(
                    to, [shell.In("阶段", "Stage"), shell.In("数目", "Count"), shell.In("金额", "Amount")],
                    [.. board.Applications.Select(column => new[] { shell.In(new Bilingual($"申请 {column.Status.Name().Zh}", $"Application: {column.Status.Name().En}")), $"{column.Count}", column.Amount.ToGroupedText() }),
                        .. board.Awards.Select(column => new[] { shell.In(new Bilingual($"立项 {column.Stage.Name().Zh}", $"Award: {column.Stage.Name().En}")), $"{column.Count}", column.Amount.ToGroupedText() })], 1, 2);
                foreach (var rows in new[] { board.ByProgramme, board.BySource })
                    TextTable.Write(
                        to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("立项", "Awarded"), shell.In("已支付", "Paid"), shell.In("待支付", "Owed"), shell.In("未拨付", "Committed")],
                        [.. rows.Select(row => new[] { row.Code, shell.In(row.Name), row.Awarded.ToGroupedText(), row.Paid.ToGroupedText(), row.Owed.ToGroupedText(), row.Committed.ToGroupedText() })], 2, 3, 4, 5);
            },
            board => new
            {
                Applications = board.Applications.Select(column => new { Status = Choices.Dashed(column.Status.ToString()), column.Count, column.Amount }),
                Awards = board.Awards.Select(column => new { Stage = Choices.Dashed(column.Stage.ToString()), column.Count, column.Amount }),
                ByProgramme = board.ByProgramme.Select(AsJson), BySource = board.BySource.Select(AsJson),
            });

        object AsJson(AwardMoney row) => new { row.Code, Name = shell.In(row.Name), row.Awarded, row.Paid, row.Owed, row.Committed, row.Left };
    }

    private static async Task<Outcome<string>> IdAsync(ReadRun run, LedgerReader reader, string? signIn)
    {
        if (signIn is not null)
            return await Persons.FindBySignInNameAsync(reader, signIn) is { } person ? person.Id : Refusal.Of("person-unknown", "as", $"没有登录名为“{signIn}”的人员。", $"Nobody signs in as '{signIn}'.");
        return (await WhoActs.FindAsync(run.Shell, run.Parsed, run.Database, run.Stop)).IsDone(out var who, out var refusal) ? who.Actor : refusal;
    }
}
