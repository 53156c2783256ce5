using System.CommandLine;
using System.Globalization;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>matching related add</c>, <c>end</c>, <c>list</c>.</summary>
internal static class RelatedVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "related", new("关联方：其捐款不配比", "Related parties: their gifts earn no match"), Add(shell), End(shell), List(shell));

    private static Command Add(Shell shell)
    {
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的一个）", "entity (default: the only one)"));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠时所用的姓名或名称", "the name they give under"), isRequired: true);
        var relation = Options.Text(shell, "--relation", new("文字", "TEXT"), new("关系，如理事、供应商", "what they are: a board member, a supplier"), isRequired: true);
        var from = Options.Date(shell, "--from", new("开始日期", "from which day on"), isRequired: true);
        var to = Options.Date(shell, "--to", new("截止日期，含当天（默认：一直）", "last day, included (default: for good)"));
        return WriteVerb.Make(
            shell, "add", new("登记关联方", "Register a related party"), Need.InEntity(Permission.RecordMoney, entity), [entity, donor, relation, from, to],
            run => new RegisterRelatedParty(run.Database).RunAsync(
                run.Asked, new NewRelatedParty(run.Value(entity), run.Required(donor), run.Required(relation), run.Required(from), run.Has(to) ? run.Value(to) : null), run.Stop),
            done => new($"已登记：第 {done.Relation} 号。", $"It is registered: no. {done.Relation}."));
    }

    private static Command End(Shell shell)
    {
        var relation = new Option<long>("--relation") { Description = shell.In("编号，见 related list", "its number, as 'related list' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        var last = Options.Date(shell, "--last", new("最后一天", "the last day"), isRequired: true);
        return WriteVerb.Make(
            shell, "end", new("终止关联关系，登记仍保留", "End a relation; it stays in the register"), Need.OverAll(Permission.RecordMoney), [relation, last],
            run => new EndRelatedParty(run.Database).RunAsync(run.Asked, new RelationEnd(run.Required(relation), run.Required(last)), run.Stop),
            done => new($"第 {done.Relation} 号已终止。", $"No. {done.Relation} is ended."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<RelatedParty>>(
        shell, "list", new("列出关联方，姓名打码", "List the related parties, names masked"), [],
        async (_, reader, _) => (await MatchingReading.RelatedPartiesAsync(reader)).ToArray(), Print, parties => parties);

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<RelatedParty> parties) => TextTable.Write(
        to, [shell.In("编号", "No."), shell.In("会计主体", "Entity"), shell.In("姓名", "Name"), shell.In("关系", "Relation"), shell.In("开始", "From"), shell.In("截止", "To")],
        [.. parties.Select(party => new[] { party.Relation.ToString(CultureInfo.InvariantCulture), party.Entity, party.Donor, party.Text, party.From.ToIso(), party.To?.ToIso() ?? "" })], 0);
}
