using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class WritingToAFailingOutput
{
    [Test]
    public void The_caller_hears_of_it_whatever_the_format([Values] ReportFormat format, [Values(0, 500, 4_000)] int room)
    {
        var left = room;
        var full = new CountingStream(written => left = left - written >= 0 ? left - written : throw new IOException("the disk is full"));
        Assert.That(() => ReportWriter.Write(FundStatementReport.Of(LongStatement.Of(500, Currency.Cny)), format, Language.Zh, full), Throws.InstanceOf<IOException>());
    }

    [TestCase(0)]
    [TestCase(10_000)]
    public void The_caller_hears_of_it_and_the_process_goes_on(int room)
    {
        var left = room;
        var full = new CountingStream(written => left = left - written >= 0 ? left - written : throw new IOException("the disk is full"));
        var content = FundStatementReport.Of(LongStatement.Of(500, Currency.Cny));
        Assert.That(
            () => ReportWriter.Write(content, ReportFormat.Pdf, Language.Zh, full),
            Throws.TypeOf<IOException>().With.InnerException.Message.EqualTo("the disk is full"));
    }

    [Test]
    public void The_output_is_left_open([Values] ReportFormat format)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(FundStatementReport.Of(LakesideFund.Statement()), format, Language.Zh, output);
        Assert.That(output.CanWrite, Is.True);
    }
}
