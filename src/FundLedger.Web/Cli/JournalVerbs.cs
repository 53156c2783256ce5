using System.CommandLine;
using FundLedger.Corrections;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>journal post</c>, <c>journal show</c>, <c>journal attach</c>, <c>journal detach</c>.</summary>
internal static class JournalVerbs
{
    private const long MostBytes = 16 * 1024 * 1024;

    private static readonly Bilingual PostDescription = new(
        """
        按 JSON 文件记一笔一般分录，用于没有专门命令的事项。文件形如：
          {"on": "2026-01-31", "text": "说明，可擦除", "fact": false,
           "lines": [{"account": "1002", "fund": "F1", "source": "donation", "debit": "10.00"},
                     {"account": "4101", "fund": "F1", "source": "donation", "credit": "10.00", "subject": ""}]}
        每行 debit、credit 二选一，写成字符串；每个基金和来源各自平衡。fact 为 true 表示已发生的事实，透支也入账。
        另可写 entity、documentType、documentId、relatesTo。不认识的字段会被拒绝。
        """,
        """
        Post a general entry from a JSON file, for what has no verb of its own. The file looks like this:
          {"on": "2026-01-31", "text": "explanation, erasable", "fact": false,
           "lines": [{"account": "1002", "fund": "F1", "source": "donation", "debit": "10.00"},
                     {"account": "4101", "fund": "F1", "source": "donation", "credit": "10.00", "subject": ""}]}
        Each line has either debit or credit, as a string; every fund and source balances by itself. A fact has happened
        and posts even when it overdraws. Also: entity, documentType, documentId, relatesTo. Unknown fields are refused.
        """);

    internal static Command In(Shell shell) => Commands.Group(shell, "journal", new("分录", "Journal entries"), Post(shell), Show(shell), Attach(shell), Detach(shell));

    private static Command Post(Shell shell)
    {
        var file = Options.File(shell, new("JSON 文件", "JSON file"));
        return WriteVerb.Make(
            shell, "post", PostDescription, Need.OverAll(Permission.RecordMoney), [file],
            async run =>
            {
                if (!(await InputFile.ReadAsync(run.Required(file), "", MostBytes, run.Stop)).IsDone(out var content, out var refusal)) return refusal;
                return JournalFile.Read(content, run.Books).IsDone(out var entry, out refusal) ? await new PostEntry(run.Database).RunAsync(run.Asked, entry, run.Stop) : refusal;
            },
            done => new($"已入账：分录 {done.Entry}。", $"It is posted: entry {done.Entry}."));
    }

    private static Command Show(Shell shell)
    {
        var entry = Options.EntryArgument(shell, new("分录号", "number of the entry"));
        return ReadVerb.MakeShowing<EntryShown>(
            shell, "show", new("显示一笔分录", "Show an entry"), [entry],
            async (run, reader, books) => await EntryShown.FindAsync(reader, run.Required(entry), books) is { } shown
                ? shown
                : Refusal.Of("entry-unknown", "", $"没有分录 {run.Required(entry)}。", $"There is no entry {run.Required(entry)}."),
            EntryShown.Print, shown => shown);
    }

    private static Command Attach(Shell shell)
    {
        var (entry, file) = (Options.EntryArgument(shell, new("分录号", "number of the entry")), Options.File(shell, new("凭据文件，不超过 10 MB", "file of its document, at most 10 MB")));
        return WriteVerb.Make(
            shell, "attach", new("给一笔分录附上凭据文件", "Keep a document's file with an entry"), Need.OnEntry(Permission.RecordMoney, entry), [entry, file],
            async run => (await run.DocumentAsync(run.Required(file), "")).IsDone(out var document, out var refusal)
                ? await new AttachDocument(run.Database).RunAsync(run.Asked, run.Required(entry), document, run.Stop)
                : refusal,
            done => new($"已附在分录 {done.Entry}：{done.Sha256}", $"It is kept with entry {done.Entry}: {done.Sha256}"));
    }

    private static Command Detach(Shell shell)
    {
        var entry = Options.EntryArgument(shell, new("分录号", "number of the entry"));
        var sha256 = new Argument<string>("SHA256") { Description = shell.In("附件的 SHA-256，见 journal show", "SHA-256 of the file, as 'journal show' prints it") };
        return WriteVerb.Make(
            shell, "detach", new("擦除分录的一个附件；校验值不变", "Erase a file of an entry; its hash still verifies"), Need.OnEntry(Permission.ErasePeople, entry), [entry, sha256],
            run => new EraseDocument(run.Database).RunAsync(run.Asked, run.Required(entry), run.Required(sha256), run.Stop),
            done => new($"已擦除分录 {done.Entry} 的附件。", $"The file of entry {done.Entry} is erased."));
    }
}
