using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class ShowingAnyText
{
    [TestCase("王小明👍感谢", "王小明□感谢", TestName = "An_emoji_becomes_a_box")]
    [TestCase("吉野𠮷", "吉野□", TestName = "A_hanzi_the_font_lacks_becomes_a_box")]
    [TestCase("堃喆祎犇", "堃喆祎犇", TestName = "Rare_hanzi_of_names_are_shown")]
    [TestCase("a\u0001b\u0000c", "a□b□c", TestName = "A_control_character_becomes_a_box")]
    [TestCase("a\uffffb\ufffec", "a□b□c", TestName = "What_is_no_character_becomes_a_box")]
    [TestCase("一行\r\n二行\t三", "一行  二行 三", TestName = "Line_ends_and_tabs_become_spaces")]
    [TestCase("⾦⼊⽀", "金入支", TestName = "A_radical_becomes_the_character_it_looks_like")]
    [TestCase("cafe\u0301", "café", TestName = "A_letter_with_its_accent_apart_is_joined")]
    [TestCase("左\u202e右\u200b中\ufeff", "左右中", TestName = "Marks_that_change_direction_or_show_nothing_are_left_out")]
    [TestCase("a\u00a0b\u2011c", "a b-c", TestName = "Look_alikes_become_the_plain_character")]
    [TestCase("", "", TestName = "Empty_text_stays_empty")]
    public void Text_is_made_fit_for_the_font(string text, string expected)
    {
        Assert.That(ReportFont.Shared.Fit(text), Is.EqualTo(expected));
        var description = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => text))));
        Assert.That(description, Does.Contain("101  捐赠  " + expected.TrimEnd()));
    }

    [Test]
    public void A_lone_surrogate_becomes_a_box() => Text_is_made_fit_for_the_font("甲\ud800乙\udc00", "甲□乙□");

    [Test]
    public void Names_of_the_books_and_the_fund_may_hold_anything_too()
    {
        var statement = LongStatement.Of(1, Currency.Cny);
        var odd = statement with { Head = statement.Head with { Entity = "基金会\ud83d", Fund = new("CF\u0000", "👨‍👩‍👧 社区") } };
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(odd), Language.En));
        Assert.That(text, Does.Contain("基金会□").And.Contain("□□□ 社区 (CF□)"));
    }

    [Test]
    public void A_long_name_wraps_and_every_part_of_it_is_there()
    {
        const string name = "东湖街道邻里互助食堂与银龄陪伴联合服务社会组织发展促进中心（筹备组）";
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => name))));
        Assert.That(text, Does.Not.Contain(name));
        Assert.That(string.Concat(LinesOf(name, 150)), Is.EqualTo(name));
        foreach (var part in new[] { "东湖街道", "筹备组）" }) Assert.That(text, Does.Contain(part));
    }

    [Test]
    public void A_row_taller_than_a_page_goes_on_over_pages_and_loses_nothing()
    {
        var name = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{i:0000}字"));
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(2, Currency.Cny, describe: i => i == 0 ? name : "短"))));
        Assert.That(text.Replace("\n", "").Replace("\f", ""), Does.Contain("2998字").And.Contain("2999字"));
        for (var i = 0; i < 3_000; i += 250) Assert.That(text, Does.Contain($"{i:0000}"));
    }

    [Test]
    public void A_long_code_is_broken_inside_only_when_no_line_can_hold_it()
    {
        Assert.That(LinesOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 60), Has.Count.GreaterThan(2));
        Assert.That(LinesOf("Government grant income", 60), Is.EqualTo(new[] { "Government", "grant income" }));
        Assert.That(LinesOf("ZZ-2026-0001-AAAA/BBBB-CCCC", 60).SkipLast(1), Has.All.EndsWith("-").Or.EndsWith("/"));
    }

    [Test]
    public void No_line_starts_with_a_closing_mark_or_ends_with_an_opening_one()
    {
        const string text = "捐赠（定向），用于《邻里食堂》项目；剩余款项、利息：转入下期。";
        for (var width = 40; width < 200; width += 3)
        {
            foreach (var line in LinesOf(text, width))
            {
                Assert.That("（《".Contains(line[^1]), Is.False, line);
                Assert.That("），》；、：。".Contains(line[0]), Is.False, line);
            }
        }
    }

    [Test]
    public void A_line_narrower_than_a_character_still_takes_one() => Assert.That(LinesOf("基金", 1), Is.EqualTo(new[] { "基", "金" }));

    private static List<string> LinesOf(string text, float width)
    {
        var ranges = new List<Range>();
        LineBreaker.Break(text, Style.CellText.Size, width, ranges);
        return [.. ranges.Select(range => text[range])];
    }
}
