using System.CommandLine;
using FundLedger.Auditing.Queries;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>query ask|answer|further|close|erase|list|show</c>.</summary>
internal static class QueryVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "query", new("审计查询：提问、答复、追问、了结", "Audit queries: ask, answer, ask further, close"), Ask(shell), Answer(shell), Further(shell), Close(shell), Erase(shell), List(shell), Show(shell));

    private static Option<long> Number(Shell shell) => new("--query") { Description = shell.In("查询编号", "number of the query"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Option<string> Words(Shell shell, bool isRequired = true) => Options.Text(shell, "--words", new("文字", "TEXT"), new("内容，可以擦除", "what is said; it can be erased"), isRequired);

    private static Option<DateOnly> DueOn(Shell shell) => Options.Date(shell, "--due", new("答复期限", "the day to answer by"), isRequired: true);

    private static Need OfQuery(Permission act, Option<long> number) => new(act, async run =>
        await run.Database.ReadAsync(reader => AuditQueries.FindAsync(reader, run.Books, run.Required(number)), run.Stop) is { } found ? found.Target : Target.WholeLedger);

    private static Command Ask(Shell shell)
    {
        var about = Choices.Option(shell, "--about", new("关于什么", "what it is about"), Choices.Of<QueryAbout>(), isRequired: true);
        var code = Options.Text(shell, "--of", new("编号", "CODE"), new("分录号、样本项目如 12:3、基金代码，或本站地址", "number of the entry, item of a sample such as 12:3, code of the fund, or an address of the site"), isRequired: true);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("数字或报表所属的基金", "the fund that a figure or report is of"));
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("数字或报表所属的会计主体", "the entity that a figure or report is of"));
        var (words, due) = (Words(shell), DueOn(shell));
        QueryWanted Wanted(WriteRun run) => new(run.Value(about), run.Required(code), run.Required(words), run.Required(due), run.Value(fund), run.Value(entity));
        var need = new Need(Permission.Audit, async run => await run.Database.ReadAsync(reader => AuditQueries.TargetOfAsync(reader, run.Books, Wanted(run)), run.Stop) ?? Target.WholeLedger);
        return WriteVerb.Make(
            shell, "ask", new("提出审计查询", "Ask the manager"), need, [about, code, fund, entity, words, due],
            run => new AskQuery(run.Database).RunAsync(run.Asked, Wanted(run), run.Stop),
            done => new($"审计查询 {done.Query} 已提出。", $"Audit query {done.Query} is asked."));
    }

    private static Command Answer(Shell shell)
    {
        var (number, words, file) = (Number(shell), Words(shell), Options.Document(shell));
        return WriteVerb.Make(
            shell, "answer", new("答复，可附文件", "Answer, with a document where there is one"), OfQuery(Permission.RecordMoney, number), [number, words, file],
            async run => (await run.DocumentAsync(file)).IsDone(out var document, out var refusal) || refusal is null
                ? await new AskQuery(run.Database).AnswerAsync(run.Asked, run.Required(number), run.Required(words), document is null ? [] : [document], run.Stop) : refusal,
            done => new($"审计查询 {done.Query} 已答复。", $"Audit query {done.Query} is answered."));
    }

    private static Command Further(Shell shell)
    {
        var (number, words, due) = (Number(shell), Words(shell), DueOn(shell));
        return WriteVerb.Make(
            shell, "further", new("对答复追问", "Ask further of an answer"), OfQuery(Permission.Audit, number), [number, words, due],
            run => new AskQuery(run.Database).AskFurtherAsync(run.Asked, run.Required(number), run.Required(words), run.Required(due), run.Stop),
            done => new($"审计查询 {done.Query} 已追问。", $"Audit query {done.Query} is asked further."));
    }

    private static Command Close(Shell shell)
    {
        var (number, words) = (Number(shell), Words(shell, isRequired: false));
        var conclusion = Choices.Option(shell, "--conclusion", new("结论", "the conclusion"), Choices.Of<QueryConclusion>(), isRequired: true);
        return WriteVerb.Make(
            shell, "close", new("了结，写明结论", "Close it, with a conclusion"), OfQuery(Permission.Audit, number), [number, conclusion, words],
            run => new AskQuery(run.Database).CloseAsync(run.Asked, run.Required(number), run.Value(conclusion), run.Value(words) ?? "", run.Stop),
            done => new($"审计查询 {done.Query} 已了结。", $"Audit query {done.Query} is closed."));
    }

    private static Command Erase(Shell shell)
    {
        var number = Number(shell);
        var version = new Option<int>("--version-no") { Description = shell.In("第几条", "which of its events"), HelpName = shell.In("序号", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "erase", new("擦除一条的文字和文件；提问和答复本身不变", "Remove the words and files of one event; that it was asked or answered stands"), Need.OverAll(Permission.ErasePeople), [number, version],
            run => new AskQuery(run.Database).EraseAsync(run.Asked, run.Required(number), run.Required(version), run.Stop),
            done => new($"审计查询 {done.Query} 第 {done.Version} 条的文字已擦除。", $"The words of event {done.Version} of audit query {done.Query} are erased."));
    }

    private static Command List(Shell shell)
    {
        var state = Choices.Option(shell, "--state", new("只列这个状态的（默认：全部）", "of this state only (default: all)"), Choices.Of<QueryState>());
        return ReadVerb.MakeShowing<IReadOnlyList<AuditQuery>>(
            shell, "list", new("全部审计查询", "All audit queries"), [state],
            async (run, reader, books) => (await AuditQueries.ListAsync(reader, books)).Where(query => !run.Has(state) || query.State == run.Value(state)).ToArray(),
            (_, to, queries) => TextTable.Write(
                to, [shell.In("编号", "No."), shell.In("关于", "About"), shell.In("对象", "Of"), shell.In("基金", "Fund"), shell.In("状态", "State"), shell.In("提出日", "Asked on"), shell.In("期限", "Due")],
                [.. queries.Select(query => new[] { $"{query.Id}", shell.In(query.About.Name()), query.Code, query.Fund?.Code ?? query.Entity.Code, shell.In(query.State.Name()), query.AskedOn.ToIso(), query.DueOn.ToIso() })], 0),
            queries => queries.Select(query => Shape(shell, query)));
    }

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<AuditQuery>(
            shell, "show", new("一件审计查询的全部问答", "One audit query with all that was asked and answered"), [number],
            async (run, reader, books) => await AuditQueries.FindAsync(reader, books, run.Required(number)) is { } found ? found
                : Refusal.Of("query-unknown", "query", $"没有第 {run.Required(number)} 号审计查询。", $"There is no audit query {run.Required(number)}."),
            (_, to, query) =>
            {
                to.WriteLine($"{query.Id} {shell.In(query.About.Name())} {query.Code} · {shell.In(query.State.Name())}");
                foreach (var one in query.Events) to.WriteLine($"{one.Version}  {one.On.ToIso()}  {shell.In(one.Act.Name())}  {(one.Conclusion is { } conclusion ? shell.In(conclusion.Name()) + "  " : "")}{one.Words}");
            },
            query => Shape(shell, query));
    }

    private static object Shape(Shell shell, AuditQuery query) => new
    {
        Number = query.Id, About = Choices.Dashed(query.About.ToString()), Of = query.Code, Entry = query.Entry?.Value, Entity = query.Entity.Code, Fund = query.Fund?.Code, State = Choices.Dashed(query.State.ToString()), query.AskedOn, query.DueOn,
        IsLate = query.IsLateOn(shell.Today), Events = query.Events.Select(one => new { one.Version, Act = Choices.Dashed(one.Act.ToString()), one.Words, one.DueOn, Conclusion = one.Conclusion is { } conclusion ? Choices.Dashed(conclusion.ToString()) : null, On = one.On }),
    };
}
