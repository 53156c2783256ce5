using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Content;

public sealed class TurningPages
{
    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(10, 1)]
    [TestCase(11, 2)]
    [TestCase(35, 4)]
    public void Pages_hold_every_line_once_and_each_begins_with_what_the_last_carried_forward(int lines, int pages)
    {
        var statement = LongStatement.Of(lines, Currency.Cny);
        Assert.That(LinePage.CountOf(lines, 10), Is.EqualTo(pages));
        var turned = Enumerable.Range(1, pages).Select(number => FundStatementReport.Of(statement, new LinePage(number, 10)).MainTable.Rows.ToList()).ToList();

        Assert.That(turned.SelectMany(page => page).Where(row => row.Kind == RowKind.Line).Select(row => row.Cells[1].Integer), Is.EqualTo(statement.Lines.Select(line => line.Entry)));
        foreach (var (page, next) in turned.Zip(turned.Skip(1))) Assert.That(Sums(page[^1]), Is.EqualTo(Sums(next[0])));
        Assert.That(turned.SkipLast(1).Select(page => page[^1].Kind), Is.All.EqualTo(RowKind.Subtotal));
        Assert.That((turned[^1][^1].Kind, Sums(turned[^1][^1])), Is.EqualTo((RowKind.Total, (statement.In, statement.Out, statement.Closing))));
        Assert.That(turned[0][0].Cells[8].Amount, Is.EqualTo(statement.Opening));
    }

    [Test]
    public void Only_the_first_page_has_what_is_not_lines()
    {
        var statement = LongStatement.Of(11, Currency.Cny);
        Assert.That(FundStatementReport.Of(statement, new LinePage(1, 10)).Sections, Has.Count.EqualTo(FundStatementReport.Of(statement).Sections.Count));
        Assert.That(FundStatementReport.Of(statement, new LinePage(2, 10)).Sections, Has.Count.EqualTo(1));
    }

    private static (Money In, Money Out, Money Balance) Sums(Row row) => (row.Cells[6].Amount, row.Cells[7].Amount, row.Cells[8].Amount);
}
