<?xml version="1.0" encoding="UTF-8"?>
<!-- The sentences that our encoder writes into each header, or wrote in an earlier version, are English. A reader of the Chinese interface gets them in Chinese, where
     they stand word for word; what a person wrote stands as it is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="exsl">

  <xsl:variable name="phrase-list">
    <phrase of="segmentation, text repair and encoding">切分、文字修复与编码</phrase>
    <phrase of="segmentation, text repair, encoding and annotation">切分、文字修复、编码与标注</phrase>
    <phrase of="Converted by software; not reviewed since.">由软件转换，此后未经人工审校。</phrase>
    <phrase of="Converted, not reviewed.">由软件转换，未经人工审校。</phrase>
    <phrase of="Unpublished working copy: no publisher was named">未出版的工作稿：未注明出版者</phrase>
    <phrase of="free to use.">可自由使用。</phrase>
    <phrase of="in copyright.">受版权保护。</phrase>
    <phrase of="rights not stated.">权利状况未说明。</phrase>
    <phrase of="no licence was named.">未注明许可。</phrase>
    <phrase before="Text and images of the newspaper: ">报纸的文字与图像：</phrase>
    <phrase before="Markup and metadata: ">标记与元数据：</phrase>
    <phrase before="extracted text, ">抽取的文本，</phrase>
    <phrase of="PDF, its text layer">PDF 文字层</phrase>
    <phrase of="issue structure, METS">整期结构，METS</phrase>
    <phrase before="OCR with layout, ">带版面信息的 OCR 文本，</phrase>
    <phrase before="articles as ">逐篇保存的文章，</phrase>
  </xsl:variable>
  <!-- empty but for the Chinese interface -->
  <xsl:variable name="phrases" select="exsl:node-set($phrase-list)/phrase[$interface-language = 'zh']"/>

  <xsl:template name="phrase">
    <xsl:param name="text"/>
    <xsl:variable name="whole" select="$phrases[@of = $text]"/>
    <xsl:variable name="start" select="$phrases[@before][starts-with($text, @before)][1]"/>
    <xsl:choose>
      <xsl:when test="$whole"><xsl:value-of select="$whole"/></xsl:when>
      <xsl:when test="$start">
        <xsl:value-of select="$start"/>
        <xsl:call-template name="phrase"><xsl:with-param name="text" select="substring-after($text, $start/@before)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the language of the text after that: the interface's where something was put into it, else the header's -->
  <xsl:template name="phrase-language">
    <xsl:param name="text"/>
    <xsl:param name="header" select="(ancestor-or-self::*/@xml:lang)[last()]"/>
    <xsl:choose>
      <xsl:when test="$phrases[@of = $text] or $phrases[@before][starts-with($text, @before)]"><xsl:value-of select="$say/tag"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$header"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
