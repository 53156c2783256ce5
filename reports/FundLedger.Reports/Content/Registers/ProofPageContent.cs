using System.Globalization;
using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>封存与证明: the last signed checkpoint, the keys, and how a stranger checks them.</summary>
public static class ProofPageContent
{
    public static ReportContent Of(ProofPage page) => new(
        "proofPage", new("封存与证明", "Checkpoint and proof"), page.Head,
        [
            .. Register.Days(page.Head),
            new("lastEntry", new("末笔分录号", "Last entry"), Cell.Of(page.Head.LastEntry), FactPlace.Headline), new("sealed", new("已封存分录", "Entries sealed"), Cell.Of(page.Sealed), FactPlace.Headline),
            .. page.Last is { } last ? new Fact[] { new("checkpointSize", new("检查点分录数", "Entries signed for"), Cell.Of(last.Size), FactPlace.Headline) } : [],
        ],
        [.. page.Last is { } signed ? new[] { Checkpoint(signed) } : [], Keys(page), Register.NotesOfNow([.. HowToCheck(page)])]);

    private static TableSection Checkpoint(ProofCheckpoint last) => new(
        "checkpoint", new("最近一次签署的检查点", "The last signed checkpoint"),
        [new("item", new("项目", "Item"), CellKind.Text, ColumnWidth.Narrow), new("value", new("内容", "Value"), CellKind.Text, ColumnWidth.Wide)],
        [
            Line(new("分录数", "Entries"), last.Size.ToString(CultureInfo.InvariantCulture)), Line(new("默克尔树根", "Root of the tree"), Convert.ToHexStringLower(last.Root.Span)),
            Line(new("签署时刻", "Signed at"), last.SignedAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff zzz", CultureInfo.InvariantCulture)), Line(new("签署密钥", "Signed by key"), last.Key.ToString(CultureInfo.InvariantCulture)),
            .. last.Note.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => Line(i == 0 ? new("检查点全文", "Text of the note") : Bilingual.Same(""), line)),
        ],
        Bilingual.Same(""));

    private static Row Line(Bilingual item, string value) => new(RowKind.Line, [Cell.Of(item), Cell.Of(value)]);

    private static TableSection Keys(ProofPage page) => new(
        "keys", new("签署密钥", "Keys that sign"),
        [
            new("no", new("序号", "No."), CellKind.Integer), new("fingerprint", new("公钥指纹 (SHA-256)", "Fingerprint of the public key (SHA-256)"), CellKind.Text, ColumnWidth.Wide), new("addedOn", new("启用日", "In use from"), CellKind.Date),
            new("endorsed", new("由前一把签署", "Signed for by the one before"), CellKind.Text, ColumnWidth.Narrow), new("reason", new("更换原因", "Why it was changed"), CellKind.Text),
        ],
        [.. page.Keys.Select(key => new Row(RowKind.Line,
        [
            Cell.Of(key.No), Cell.Of(Convert.ToHexStringLower(key.Fingerprint.Span)), Register.Day(key.AddedAt),
            Cell.Of(key.IsEndorsed ? new("是", "yes") : key.No == 1 ? new("首把", "the first") : new Bilingual("否", "no")), Cell.Of(key.Reason ?? ""),
        ]))],
        new("账簿还没有签署过检查点，因此没有密钥。", "No checkpoint of these books was signed yet, so there is no key."), IsMain: true);

    private static IEnumerable<Bilingual> HowToCheck(ProofPage page)
    {
        if (page.Last is null) yield return new("账簿还没有签署过检查点。请用 checkpoint sign 签署，并把检查点交给账簿之外的人保存。", "No checkpoint was signed yet. Sign one with 'checkpoint sign', and give it to somebody outside to keep.");
        else if (page.Last.Size < page.Head.LastEntry) yield return new("检查点之后又记了分录；它们要到下一次签署才受检查点证明。", "Entries were recorded after this checkpoint; the next one will speak for them.");
        yield return new("从账簿核对：verify --checkpoint 文件，文件是此前保存在外的检查点；verify 从头重算全部余额和哈希。", "From the books: 'verify --checkpoint FILE' with a checkpoint kept outside; 'verify' derives every balance and hash again.");
        yield return new("不接触账簿核对：export proof --fund 代码 --out 文件 导出证明，再用 verify --proof 文件 --checkpoint 文件 核对，不需要数据文件夹。", "Without the books: 'export proof --fund CODE --out FILE', then 'verify --proof FILE --checkpoint FILE', which needs no data folder.");
        yield return new("本卷各表的合计旁都列有它通过的核对；任何一项不符，程序就不出表。", "Beside every total in this pack stands the check it passed; where one fails the program writes nothing.");
    }
}
